namespace Azure.Data.Tables.Wire;

/// <summary>What Azure refuses and Azurite lets pass: refused here with Azure's codes, so that it shows before Azure sees it.</summary>
internal static class AzureLimits
{
    private const int BadRequest = 400, MostProperties = 252;

    /// <summary>Keys and timestamp not counted.</summary>
    public static void RequireFewProperties(int count)
    {
        if (count > MostProperties)
            throw new RequestFailedException(BadRequest, $"A row has at most {MostProperties} properties, not {count}.", "TooManyProperties", null);
    }

    public static void RequireOnePartition(string first, string partitionKey, int index)
    {
        if (partitionKey != first)
            throw new TableTransactionFailedException(new RequestFailedException(
                BadRequest, $"{index}:All rows of a transaction are of one partition.", "CommandsInBatchActOnDifferentPartitions", null));
    }
}
