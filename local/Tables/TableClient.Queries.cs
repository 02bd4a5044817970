using System.Linq.Expressions;
using Azure.Core;
using Azure.Data.Tables.Entities;
using Azure.Data.Tables.Filters;
using Azure.Data.Tables.Wire;

namespace Azure.Data.Tables;

public partial class TableClient
{
    /// <summary>The rows that match, ordered by partition and row key, fetched as they are read.</summary>
    /// <param name="filter">OData; see <see cref="CreateQueryFilter(FormattableString)"/>. Null: all rows.</param>
    /// <param name="maxPerPage">Rows a request, at most 1,000 (the service's own limit too).</param>
    /// <param name="select">Properties to fetch. Null: all.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public virtual AsyncPageable<T> QueryAsync<T>(
        string? filter = null, int? maxPerPage = null, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        var properties = select is null ? null : string.Join(',', select);
        return new Pages<T>((token, size, cancel) => PageAsync<T>(filter, size ?? maxPerPage, properties, token, cancel), cancellationToken);
    }

    /// <inheritdoc cref="QueryAsync{T}(string?, int?, IEnumerable{string}?, CancellationToken)"/>
    /// <exception cref="NotSupportedException">The lambda cannot be said in OData.</exception>
    public virtual AsyncPageable<T> QueryAsync<T>(
        Expression<Func<T, bool>> filter, int? maxPerPage = null, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity => QueryAsync<T>(LambdaFilter.From(filter), maxPerPage, select, cancellationToken);

    private async ValueTask<Page<T>> PageAsync<T>(string? filter, int? top, string? select, string? token, CancellationToken cancellationToken)
        where T : class, ITableEntity
    {
        var (nextPartition, nextRow) = ContinuationToken.Split(token);
        var query = new QueryText().Add("$filter", filter).Add("$top", top).Add("$select", select)
            .Add("NextPartitionKey", nextPartition).Add("NextRowKey", nextRow);
        using var message = channel.Message(RequestMethod.Get, $"{Rows.Path(Name)}(){query}");
        var response = await channel.SendAsync(message, cancellationToken).ConfigureAwait(false);
        return Page<T>.FromValues(EntityJson.ReadAll<T>(response), ContinuationToken.Of(response), response);
    }
}
