using System.Linq.Expressions;
using Azure.Core;
using Azure.Data.Tables.Filters;
using Azure.Data.Tables.Models;
using Azure.Data.Tables.Wire;

namespace Azure.Data.Tables;

/// <summary>One table. Thread-safe; make one and keep it.</summary>
public partial class TableClient
{
    private readonly TableChannel channel;

    /// <param name="connectionString">A connection string with account name and key, or <c>UseDevelopmentStorage=true</c>.</param>
    /// <param name="tableName">3 to 63 letters and digits, the first a letter.</param>
    /// <param name="options">Retries, transport, version.</param>
    /// <exception cref="FormatException">The connection string is not one.</exception>
    public TableClient(string connectionString, string tableName, TableClientOptions? options = null)
        : this(Channels.From(connectionString, options), tableName)
    {
    }

    public TableClient(Uri endpoint, string tableName, TableSharedKeyCredential credential)
        : this(Channels.From(endpoint, credential, null), tableName)
    {
    }

    public TableClient(Uri endpoint, string tableName, TableSharedKeyCredential credential, TableClientOptions? options = null)
        : this(Channels.From(endpoint, credential, options), tableName)
    {
    }

    /// <summary>Signs in with tokens for <c>https://storage.azure.com/</c>; the endpoint must be https.</summary>
    public TableClient(Uri endpoint, string tableName, TokenCredential tokenCredential, TableClientOptions? options = null)
        : this(Channels.From(endpoint, tokenCredential, options), tableName)
    {
    }

    internal TableClient(TableChannel channel, string tableName)
    {
        ArgumentException.ThrowIfNullOrEmpty(tableName);
        this.channel = channel;
        Name = tableName;
        Uri = new Uri(channel.Address(Uri.EscapeDataString(tableName)));
    }

    public virtual string Name { get; }

    public virtual string AccountName => channel.AccountName;

    public virtual Uri Uri { get; }

    /// <exception cref="RequestFailedException">409 TableAlreadyExists; 409 TableBeingDeleted.</exception>
    public virtual Task<Response<TableItem>> CreateAsync(CancellationToken cancellationToken = default) =>
        TableAdmin.CreateAsync(channel, Name, orExists: false, cancellationToken);

    /// <summary>As <see cref="CreateAsync"/>; a table that exists is success (the raw response's status is then 409).</summary>
    public virtual Task<Response<TableItem>> CreateIfNotExistsAsync(CancellationToken cancellationToken = default) =>
        TableAdmin.CreateAsync(channel, Name, orExists: true, cancellationToken);

    /// <summary>Deletes the table with its rows; one that does not exist answers 404 and does not throw.</summary>
    public virtual Task<Response> DeleteAsync(CancellationToken cancellationToken = default) =>
        TableAdmin.DeleteAsync(channel, Name, cancellationToken);

    /// <summary>An OData filter from an interpolated string: each value is quoted and escaped for its type.</summary>
    /// <exception cref="NotSupportedException">A value's type has no OData literal.</exception>
    public static string CreateQueryFilter(FormattableString filter) => OdataLiteral.Filter(filter);

    /// <summary>An OData filter from a lambda: comparisons, <c>&amp;&amp;</c>, <c>||</c>, <c>!</c>, captured values,
    /// <c>string.Compare</c> and <c>CompareTo</c> against 0. Null for the lambda that is always true.</summary>
    /// <exception cref="NotSupportedException">The lambda cannot be said in OData.</exception>
    public static string CreateQueryFilter<T>(Expression<Func<T, bool>> filter) => LambdaFilter.From(filter)!;
}
