using Azure.Core;
using Azure.Data.Tables.Entities;
using Azure.Data.Tables.Wire;

namespace Azure.Data.Tables;

public partial class TableClient
{
    private const int NotFound = 404;

    /// <summary>Inserts a row. The response's headers hold its ETag.</summary>
    /// <exception cref="RequestFailedException">409 EntityAlreadyExists - also when a retry follows an insert whose answer was lost;
    /// 404 TableNotFound; 400 for what the service does not take (PropertyValueTooLarge, EntityTooLarge, ...).</exception>
    public virtual async Task<Response> AddEntityAsync<T>(T entity, CancellationToken cancellationToken = default)
        where T : ITableEntity
    {
        ArgumentNullException.ThrowIfNull(entity);
        using var message = channel.Message(RequestMethod.Post, Rows.Path(Name), EntityJson.Of(entity));
        return await channel.SendAsync(message, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads a row; <paramref name="select"/> limits the properties.</summary>
    /// <exception cref="RequestFailedException">404 ResourceNotFound (no such row), TableNotFound.</exception>
    public virtual async Task<Response<T>> GetEntityAsync<T>(
        string partitionKey, string rowKey, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        using var message = channel.Message(RequestMethod.Get, Rows.Path(Name, partitionKey, rowKey) + Rows.Select(select));
        var response = await channel.SendAsync(message, cancellationToken).ConfigureAwait(false);
        return Response.FromValue(EntityJson.Read<T>(response), response);
    }

    /// <summary>Reads a row, or answers without a value when it (or the table) does not exist.</summary>
    public virtual async Task<NullableResponse<T>> GetEntityIfExistsAsync<T>(
        string partitionKey, string rowKey, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        using var message = channel.Message(RequestMethod.Get, Rows.Path(Name, partitionKey, rowKey) + Rows.Select(select));
        var response = await channel.SendAsync(message, cancellationToken, alsoFine: NotFound).ConfigureAwait(false);
        return response.Status == NotFound ? new NoValue<T>(response) : Response.FromValue(EntityJson.Read<T>(response), response);
    }

    /// <summary>Changes a row that exists, if its version is still <paramref name="ifMatch"/> (<see cref="ETag.All"/>: whatever it is).</summary>
    /// <exception cref="RequestFailedException">412 UpdateConditionNotSatisfied; 404 ResourceNotFound.</exception>
    /// <exception cref="ArgumentException"><paramref name="ifMatch"/> is default.</exception>
    public virtual Task<Response> UpdateEntityAsync<T>(
        T entity, ETag ifMatch, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        where T : ITableEntity
    {
        if (ifMatch == default)
            throw new ArgumentException("An update needs the version it expects; ETag.All takes any.", nameof(ifMatch));
        return WriteAsync(entity, ifMatch, mode, cancellationToken);
    }

    /// <summary>Changes a row, or inserts it.</summary>
    public virtual Task<Response> UpsertEntityAsync<T>(
        T entity, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        where T : ITableEntity => WriteAsync(entity, default, mode, cancellationToken);

    /// <summary>Deletes a row, if its version is still <paramref name="ifMatch"/> (default: whatever it is).
    /// A row that does not exist answers 404 and does not throw.</summary>
    /// <exception cref="RequestFailedException">412 UpdateConditionNotSatisfied.</exception>
    public virtual async Task<Response> DeleteEntityAsync(
        string partitionKey, string rowKey, ETag ifMatch = default, CancellationToken cancellationToken = default)
    {
        using var message = channel.Message(RequestMethod.Delete, Rows.Path(Name, partitionKey, rowKey));
        message.Request.Headers.Add("If-Match", Rows.IfMatch(ifMatch == default ? ETag.All : ifMatch));
        return await channel.SendAsync(message, cancellationToken, alsoFine: NotFound).ConfigureAwait(false);
    }

    /// <inheritdoc cref="DeleteEntityAsync(string, string, ETag, CancellationToken)"/>
    public virtual Task<Response> DeleteEntityAsync(ITableEntity entity, ETag ifMatch = default, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entity);
        return DeleteEntityAsync(entity.PartitionKey, entity.RowKey, ifMatch, cancellationToken);
    }

    private async Task<Response> WriteAsync(ITableEntity entity, ETag ifMatch, TableUpdateMode mode, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entity);
        using var message = channel.Message(Rows.Verb(mode), Rows.Path(Name, entity.PartitionKey, entity.RowKey), EntityJson.Of(entity));
        if (ifMatch != default)
            message.Request.Headers.Add("If-Match", Rows.IfMatch(ifMatch));
        return await channel.SendAsync(message, cancellationToken).ConfigureAwait(false);
    }
}
