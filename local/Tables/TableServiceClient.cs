using Azure.Core;
using Azure.Data.Tables.Filters;
using Azure.Data.Tables.Models;
using Azure.Data.Tables.Wire;

namespace Azure.Data.Tables;

/// <summary>The tables of one account. Thread-safe; make one and keep it.</summary>
public class TableServiceClient
{
    private readonly TableChannel channel;

    /// <param name="connectionString">A connection string with account name and key, or <c>UseDevelopmentStorage=true</c>.</param>
    /// <exception cref="FormatException">The connection string is not one.</exception>
    public TableServiceClient(string connectionString)
        : this(connectionString, null)
    {
    }

    /// <inheritdoc cref="TableServiceClient(string)"/>
    public TableServiceClient(string connectionString, TableClientOptions? options = null) => channel = Channels.From(connectionString, options);

    public TableServiceClient(Uri endpoint, TableSharedKeyCredential credential)
        : this(endpoint, credential, null)
    {
    }

    public TableServiceClient(Uri endpoint, TableSharedKeyCredential credential, TableClientOptions? options) => channel = Channels.From(endpoint, credential, options);

    /// <summary>Signs in with tokens for <c>https://storage.azure.com/</c>; the endpoint must be https.</summary>
    public TableServiceClient(Uri endpoint, TokenCredential tokenCredential, TableClientOptions? options = null) => channel = Channels.From(endpoint, tokenCredential, options);

    public virtual string AccountName => channel.AccountName;

    public virtual Uri Uri => channel.Endpoint;

    public virtual TableClient GetTableClient(string tableName) => new(channel, tableName);

    /// <exception cref="RequestFailedException">409 TableAlreadyExists; 409 TableBeingDeleted.</exception>
    public virtual Task<Response<TableItem>> CreateTableAsync(string tableName, CancellationToken cancellationToken = default) =>
        TableAdmin.CreateAsync(channel, tableName, orExists: false, cancellationToken);

    /// <summary>As <see cref="CreateTableAsync"/>; a table that exists is success (the raw response's status is then 409).</summary>
    public virtual Task<Response<TableItem>> CreateTableIfNotExistsAsync(string tableName, CancellationToken cancellationToken = default) =>
        TableAdmin.CreateAsync(channel, tableName, orExists: true, cancellationToken);

    /// <summary>Deletes a table with its rows; one that does not exist answers 404 and does not throw.</summary>
    public virtual Task<Response> DeleteTableAsync(string tableName, CancellationToken cancellationToken = default) =>
        TableAdmin.DeleteAsync(channel, tableName, cancellationToken);

    /// <summary>The tables, by name. <paramref name="filter"/> is OData on <c>TableName</c>.</summary>
    public virtual AsyncPageable<TableItem> QueryAsync(string? filter = null, int? maxPerPage = null, CancellationToken cancellationToken = default) =>
        TableAdmin.List(channel, filter, maxPerPage, cancellationToken);

    /// <inheritdoc cref="QueryAsync(string?, int?, CancellationToken)"/>
    public virtual AsyncPageable<TableItem> QueryAsync(FormattableString filter, int? maxPerPage = null, CancellationToken cancellationToken = default) =>
        TableAdmin.List(channel, OdataLiteral.Filter(filter), maxPerPage, cancellationToken);

    /// <inheritdoc cref="TableClient.CreateQueryFilter(FormattableString)"/>
    public static string CreateQueryFilter(FormattableString filter) => OdataLiteral.Filter(filter);
}
