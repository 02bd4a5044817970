using System.Buffers;
using System.Text.Json;
using Azure.Core;
using Azure.Data.Tables.Models;

namespace Azure.Data.Tables.Wire;

/// <summary>Tables themselves: create, delete, list.</summary>
internal static class TableAdmin
{
    private const int Conflict = 409, NotFound = 404;

    public static async Task<Response<TableItem>> CreateAsync(TableChannel channel, string name, bool orExists, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        AzureLimits.RequireTableName(name);
        using var message = channel.Message(RequestMethod.Post, "Tables", Body(name));
        var response = await channel.SendAsync(message, cancellationToken, alsoFine: orExists ? Conflict : 0).ConfigureAwait(false);
        if (response.Status == Conflict && new RequestFailedException(response) is var failure && failure.ErrorCode != TableErrorCode.TableAlreadyExists)
            throw failure;
        return Response.FromValue(new TableItem(name), response);
    }

    public static async Task<Response> DeleteAsync(TableChannel channel, string name, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        using var message = channel.Message(RequestMethod.Delete, $"Tables('{Uri.EscapeDataString(name)}')");
        return await channel.SendAsync(message, cancellationToken, alsoFine: NotFound).ConfigureAwait(false);
    }

    public static AsyncPageable<TableItem> List(TableChannel channel, string? filter, int? maxPerPage, CancellationToken cancellationToken) =>
        new Pages<TableItem>((token, size, cancel) => PageAsync(channel, filter, token, size ?? maxPerPage, cancel), cancellationToken);

    private static async ValueTask<Page<TableItem>> PageAsync(TableChannel channel, string? filter, string? token, int? top, CancellationToken cancellationToken)
    {
        var query = new QueryText().Add("$filter", filter).Add("$top", top).Add("NextTableName", token);
        using var message = channel.Message(RequestMethod.Get, $"Tables{query}");
        var response = await channel.SendAsync(message, cancellationToken).ConfigureAwait(false);
        response.Headers.TryGetValue("x-ms-continuation-NextTableName", out var next);
        return Page<TableItem>.FromValues(Names(response), next, response);
    }

    private static List<TableItem> Names(Response response)
    {
        using var json = JsonDocument.Parse(response.Content.ToMemory());
        return [.. json.RootElement.GetProperty("value").EnumerateArray().Select(t => new TableItem(t.GetProperty("TableName").GetString()!))];
    }

    private static ReadOnlyMemory<byte> Body(string name)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("TableName", name);
            json.WriteEndObject();
        }
        return buffer.WrittenMemory;
    }
}
