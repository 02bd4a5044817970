using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;

namespace Campaigns.Local.Worker.Durable;

/// <summary>
/// The query string of a call to the management API. Azure passes over values that it cannot read; here they are refused,
/// since a purge with a misspelt filter would delete more than was meant.
/// </summary>
sealed class ManagementQuery(IQueryCollection query)
{
    /// <summary>The parameter that cannot be read; null while all can.</summary>
    public string? Unreadable { get; private set; }

    public string? Text(string name) => query[name].FirstOrDefault() is { Length: > 0 } text ? text : null;

    public bool Flag(string name, bool otherwise) =>
        Text(name) is not { } text ? otherwise : bool.TryParse(text, out var flag) ? flag : Refuse<bool>(name);

    public int Number(string name, int otherwise) =>
        Text(name) is not { } text ? otherwise
        : int.TryParse(text, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : Refuse<int>(name);

    /// <summary>An instant; UTC where the text has no offset.</summary>
    public DateTimeOffset? Time(string name) =>
        Text(name) is not { } text ? null
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time
        : Refuse<DateTimeOffset?>(name);

    public IReadOnlyList<OrchestrationRuntimeStatus>? Statuses()
    {
        var names = query["runtimeStatus"].SelectMany(value => (value ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        var statuses = new List<OrchestrationRuntimeStatus>();
        foreach (var name in names)
        {
            if (Enum.TryParse<OrchestrationRuntimeStatus>(name, true, out var status) && Enum.IsDefined(status))
                statuses.Add(status);
            else
                Refuse<object>("runtimeStatus");
        }

        return statuses.Count == 0 ? null : statuses;
    }

    T? Refuse<T>(string name)
    {
        Unreadable ??= name;
        return default;
    }
}
