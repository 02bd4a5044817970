namespace Campaigns.Tests.Simulation;

/// <summary>One request to storage: an operation, or a transaction of several.</summary>
sealed record StorageCall(IReadOnlyList<Operation> Operations, bool IsTransaction)
{
    static readonly string[] Drawn = ["journal|", "outbox|none-", "outbox|nothing-", "mail|none-", "mail|nothing-"];

    Operation First => Operations[0];

    public string Verb => IsTransaction ? "BATCH" : First.Verb;

    /// <summary>Without what is drawn by chance in the key of an entry of the journal, or of a message that is not sent.</summary>
    public string Where => $"{First.Table}/{First.Partition}/{(First.Key is { } key && !Drawn.Any(drawn => key.StartsWith(drawn, StringComparison.Ordinal)) ? key : "")}";

    public bool IsConditional => Operations.Any(CanConflict);

    /// <summary>A conflict would be that of an insert.</summary>
    public bool IsRefusedInsert => Operations.First(CanConflict).Verb == "POST";

    public static StorageCall Of(MemoryRequest request)
    {
        var address = request.Uri.ToUri();
        var body = request.Body();
        return address.AbsolutePath == "/$batch"
            ? new(Operation.Parts(body), true)
            : new([Operation.Of(request.Method.Method, address, request.Header("If-Match"), body)], false);
    }

    public Answer CarryOut(MemoryTables tables) => IsTransaction ? tables.Submit(Operations) : tables.Do(First);

    /// <summary>The answer when somebody else was faster.</summary>
    public Answer Refused()
    {
        var struck = Operations.First(CanConflict);
        var refusal = struck.Verb == "POST" ? Answer.Error(409, "EntityAlreadyExists") : Answer.Error(412, "UpdateConditionNotSatisfied");
        return IsTransaction
            ? Answer.OfTransaction([.. Operations.TakeWhile(operation => operation != struck).Select(_ => new Answer(204)), refusal])
            : refusal;
    }

    /// <summary>The answer of a service that stores nothing.</summary>
    public Answer AsIfDone()
    {
        var done = new Answer(204, ETag: "W/\"datetime'0'\"");
        return IsTransaction ? Answer.OfTransaction([.. Operations.Select(_ => done)]) : done;
    }

    static bool CanConflict(Operation operation) => operation.IsConditional || (operation.Verb == "POST" && operation.Table != "Tables");

    public override string ToString() => $"{Verb} {Where}";
}
