namespace Aresta.Execution;

/// <content>Clusters that follow a product of matrices directly, and run on its parts while these are in cache.</content>
internal sealed partial class Lowering
{
    // Behind the last step, when it is known who reads what; but before outputs find their places.
    private void JoinEpilogues()
    {
        var removed = new bool[Steps.Count];
        var readers = new int[Storages.Count];
        foreach (var read in Steps.SelectMany(step => step.Reads).Concat(Outputs))
        {
            readers[read]++;
        }

        var made = new int[Storages.Count]; // the product, by its storage
        Array.Fill(made, -1);
        var donated = options.Donations.ToLookup(pair => Outputs[pair.Output], pair => Inputs[pair.Input]);
        for (var n = 0; n < Steps.Count; n++)
        {
            if (Steps[n] is ContractRun { Result: var result })
            {
                made[result] = n;
            }
            else if (Steps[n] is ClusterRun cluster && Product(cluster, n) is >= 0 and var from)
            {
                var product = (ContractRun)Steps[from];
                var joint = product.Before(cluster, readers[product.Result] > 1, write => !donated.Contains(write));
                Replace(from, n, joint, product.Result);
                removed[n] = true;
            }
            else if (Steps[n] is ClusterRun late && Earlier(late, n) is >= 0 and var position)
            {
                var product = (ContractRun)Steps[position];
                var joint = product.Before(late, readers[product.Result] > 1, write => !donated.Contains(write));
                Replace(n, n, joint, product.Result);
                (removed[position], made[product.Result]) = (true, -1);
            }
        }

        Remove(removed);

        // The last of the products that a cluster reads, if all else that it reads is there by then, and all that it writes over is read.
        int Product(ClusterRun cluster, int position)
        {
            var last = cluster.Reads.Select(read => Storages[read].Defined).DefaultIfEmpty(-1).Max();
            return last >= 0 && last < position && cluster.Reads.Where(read => Storages[read].Defined == last).ToArray() is [var read]
                && made[read] == last && Steps[last] is ContractRun product && product.MayPrecede(cluster)
                && !cluster.Reads.Concat(cluster.Writes).Any(joined.Contains)
                && !Steps.Take(position).Skip(last + 1).Any(step => step.Reads.Any(
                    input => cluster.Writes.Any(write => donated[write].Contains(input))))
                ? last : -1;
        }

        // The last of the products that a cluster reads, if it can be computed as late as the cluster, since something else comes between.
        int Earlier(ClusterRun cluster, int position)
        {
            var last = cluster.Reads.Select(read => made[read]).DefaultIfEmpty(-1).Max();
            return last >= 0 && Steps[last] is ContractRun product && product.MayPrecede(cluster)
                && !cluster.Reads.Concat(cluster.Writes).Any(joined.Contains)
                && !Steps.Take(position).Skip(last + 1).Any(step => step.Reads.Contains(product.Result)
                    || step.Writes.Any(write => donated[write].Any(product.Reads.Contains)))
                ? last : -1;
        }
    }

    private void Replace(int position, int old, ContractRun joint, int result)
    {
        if (Steps[old].Workspace is >= 0 and var unused)
        {
            (Storages[unused].Defined, Storages[unused].LastRead) = (-1, -1);
        }

        foreach (var write in Steps[old].Writes)
        {
            Storages[write].Defined = position;
        }

        Storages[result].Defined = joint.Writes.Contains(result) ? position : -1;

        var workspace = new Storage(Storages.Count, default, joint.WorkspaceBytes(threads)) { Defined = position, LastRead = position };
        Storages.Add(workspace);
        joint.Workspace = workspace.Index;
        Steps[position] = joint;
    }

    private void Remove(bool[] removed)
    {
        var moved = new int[removed.Length];
        for (int n = 0, next = 0; n < removed.Length; n++)
        {
            moved[n] = next;
            next += removed[n] ? 0 : 1;
        }

        foreach (var storage in Storages)
        {
            storage.Defined = storage.Defined < 0 ? -1 : moved[storage.Defined];
            storage.LastRead = storage.LastRead < 0 ? -1 : moved[storage.LastRead];
        }

        for (var n = removed.Length - 1; n >= 0; n--)
        {
            if (removed[n])
            {
                Steps.RemoveAt(n);
            }
        }
    }
}
