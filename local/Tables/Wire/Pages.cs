using System.Runtime.CompilerServices;

namespace Azure.Data.Tables.Wire;

/// <summary>A listing, fetched a page at a time as it is read. <paramref name="fetch"/> takes the continuation token and the page size hint.</summary>
internal sealed class Pages<T>(Func<string?, int?, CancellationToken, ValueTask<Page<T>>> fetch, CancellationToken cancellationToken)
    : AsyncPageable<T>(cancellationToken)
    where T : notnull
{
    public override IAsyncEnumerable<Page<T>> AsPages(string? continuationToken = null, int? pageSizeHint = null) =>
        Read(continuationToken, pageSizeHint, CancellationToken);

    private async IAsyncEnumerable<Page<T>> Read(string? token, int? size, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        do
        {
            var page = await fetch(token, size, cancellationToken).ConfigureAwait(false);
            yield return page;
            token = page.ContinuationToken;
        }
        while (!string.IsNullOrEmpty(token));
    }
}
