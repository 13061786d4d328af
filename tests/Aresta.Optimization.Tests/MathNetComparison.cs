using Aresta.Execution;
using Aresta.Numerics;
using Aresta.Optimization.Tests.Nist;
using Aresta.Optimization.Tests.Problems;
using Aresta.Tensors;
using Aresta.Transforms;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;
using MathNet.Numerics.Optimization.TrustRegion;
using MathVector = MathNet.Numerics.LinearAlgebra.Vector<double>;
using Objectives = MathNet.Numerics.Optimization.ObjectiveFunction;

namespace Aresta.Optimization.Tests;

/// <summary>
/// What MathNet's minimizers reach with the same exact derivatives (decision 0082): less than ours, which is why there are ours. Prints the
/// tables with <c>-class "*MathNetComparison" -showliveoutput</c>.
/// </summary>
public class MathNetComparison(ITestOutputHelper output)
{
    [Fact]
    public void Least_squares()
    {
        var passed = (Marquardt: 0, DogLeg: 0);
        foreach (var row in NistProblem.Starts)
        {
            var ((name, which), problem) = (row.Data, NistProblem.All[row.Data.Item1]);
            var (model, measured) = Model(problem);
            var marquardt = Digits(problem, which, model, measured, new LevenbergMarquardtMinimizer(maximumIterations: 5_000).FindMinimum);
            var dogLeg = Digits(problem, which, model, measured, new TrustRegionDogLegMinimizer(maximumIterations: 5_000).FindMinimum);
            var fit = LeastSquares.Minimize(model.Evaluate, measured.Length, problem.Start(which));
            var ours = fit.X.Zip(problem.Parameters, NistProblem.Digits).Min();
            passed = (passed.Marquardt + (marquardt >= 8 ? 1 : 0), passed.DogLeg + (dogLeg >= 8 ? 1 : 0));
            output.WriteLine(FormattableString.Invariant($"| {name} {which} | {marquardt:F1} | {dogLeg:F1} | {ours:F1} |"));
        }

        output.WriteLine($"{passed}");
        Assert.InRange(passed.Marquardt, 0, 53);
        Assert.InRange(passed.DogLeg, 0, 53);
    }

    [Fact]
    public void Minima()
    {
        var passed = (Bfgs: 0, Newton: 0);
        foreach (var problem in MghProblem.All)
        {
            var bfgs = Found(problem, objective => new BfgsMinimizer(1e-10, 1e-14, 1e-14, 5_000).FindMinimum(objective, Start(problem)));
            var newton = Found(
                problem, objective => new NewtonMinimizer(1e-10, 5_000, useLineSearch: true).FindMinimum(objective, Start(problem)));
            passed = (passed.Bfgs + (bfgs == "yes" ? 1 : 0), passed.Newton + (newton == "yes" ? 1 : 0));
            output.WriteLine($"| {problem.Number} {problem.Name} | {bfgs} | {newton} |");
        }

        output.WriteLine($"{passed} of {MghProblem.All.Length}");
        Assert.InRange(passed.Bfgs, 0, MghProblem.All.Length - 1);
        Assert.InRange(passed.Newton, 0, MghProblem.All.Length - 1);
    }

    private static MathVector Start(MghProblem problem) => MathVector.Build.DenseOfArray(problem.Start);

    private static (ModelResiduals, double[]) Model(NistProblem problem)
    {
        var data = new DataReader(new StringReader(problem.Csv()));
        var formula = FitFormula.Parse(problem.Formula);
        Tensor[] columns = [.. data.Read(data.Columns).Select(column => Tensor.Vector(column))];
        var names = Enumerable.Range(1, problem.Parameters.Length).Select(i => FormattableString.Invariant($"b{i}")).ToList();
        var response = Batch.Of(formula.ResponseGraph(data.Columns), problem.Rows);
        var measured = Interpreter.Run(response, columns)[0].ToDoubles();
        return (new(formula.ModelGraph(names, data.Columns), names.Count, columns, measured), measured);
    }

    private static double Digits(
        NistProblem problem, int which, ModelResiduals model, double[] measured,
        Func<IObjectiveModel, MathVector, MathVector?, MathVector?, MathVector?, List<bool>?, NonlinearMinimizationResult> minimize)
    {
        MathVector Values(MathVector p, MathVector _)
        {
            var residuals = new double[measured.Length];
            model.Evaluate(p.ToArray(), residuals, []);
            return MathVector.Build.DenseOfArray([.. residuals.Zip(measured, (r, y) => r + y)]);
        }

        Matrix<double> Partials(MathVector p, MathVector _)
        {
            var (residuals, entries) = (new double[measured.Length], new double[measured.Length * p.Count]);
            model.Evaluate(p.ToArray(), residuals, entries);
            return Matrix<double>.Build.DenseOfRowMajor(measured.Length, p.Count, entries);
        }

        try
        {
            var y = MathVector.Build.DenseOfArray(measured);
            var objective = Objectives.NonlinearModel(Values, Partials, y, y);
            var found = minimize(objective, MathVector.Build.DenseOfArray(problem.Start(which)), null, null, null, null);
            return found.MinimizingPoint.Zip(problem.Parameters, NistProblem.Digits).Min();
        }
        catch (Exception)
        {
            return double.NaN;
        }
    }

    private static string Found(MghProblem problem, Func<IObjectiveFunction, MathNet.Numerics.Optimization.MinimizationResult> minimize)
    {
        var n = problem.Start.Length;
        try
        {
            var value = minimize(Objectives.GradientHessian(x =>
            {
                var gradient = new double[n];
                var value = Derivatives.Gradient(problem.Objective, x.ToArray(), gradient);
                return (
                    value, MathVector.Build.DenseOfArray(gradient),
                    Matrix<double>.Build.DenseOfArray(Derivatives.Hessian(problem.Objective, x.ToArray())));
            })).FunctionInfoAtMinimum.Value;
            problem.RequireMinimum(value);
            return "yes";
        }
        catch (Xunit.Sdk.XunitException)
        {
            return "elsewhere";
        }
        catch (Exception e)
        {
            return e.GetType().Name;
        }
    }
}
