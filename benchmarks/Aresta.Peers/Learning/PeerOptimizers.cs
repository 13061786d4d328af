using Aresta.Learning.Optimizers;
using TorchSharp;
using Parameter = TorchSharp.Modules.Parameter;

namespace Aresta.Peers.Learning;

/// <summary>
/// Every optimizer that the peer has too, with the same numbers. (It has no Lion, and searches no line where it is called from .NET.)
/// </summary>
internal static class PeerOptimizers
{
    public static IEnumerable<(string Name, Optimizer Ours, Func<Parameter[], torch.optim.Optimizer> Theirs)> All =>
    [
        ("Sgd", new Sgd(0.1), p => torch.optim.SGD(p, 0.1)),
        ("Sgd, momentum", new Sgd(0.1, 0.9), p => torch.optim.SGD(p, 0.1, momentum: 0.9)),
        ("Sgd, Nesterov", new Sgd(0.1, 0.9, Nesterov: true), p => torch.optim.SGD(p, 0.1, momentum: 0.9, nesterov: true)),
        ("Adam", new Adam(), p => torch.optim.Adam(p, 1e-3)),
        ("AdamW", new AdamW(1e-3, 0.01), p => torch.optim.AdamW(p, 1e-3, weight_decay: 0.01)),
        ("NAdam", new NAdam(), p => torch.optim.NAdam(p, 2e-3)),
        ("RmsProp", new RmsProp(0.01), p => torch.optim.RMSProp(p, 0.01)),
        ("RmsProp, momentum", new RmsProp(0.01, Momentum: 0.9), p => torch.optim.RMSProp(p, 0.01, momentum: 0.9)),
        ("Adagrad", new Adagrad(0.01), p => torch.optim.Adagrad(p, 0.01)),
        ("Lbfgs, no search", new Lbfgs(0.5, LineSearch: false), p => torch.optim.LBFGS(p, 0.5, max_iter: 1, history_size: 10)),
    ];
}
