using Azure.Core;
using Azure.Data.Tables.Wire;

namespace Azure.Data.Tables;

public partial class TableClient
{
    private const int MostActions = 100;

    /// <summary>
    /// Stores all actions or none: at most 100, each of another row, all of one partition, at most 4 MB together.
    /// Answers one response an action, in their order, with the row's new ETag.
    /// As in the official package, an update without an ETag inserts a row that does not exist.
    /// </summary>
    /// <exception cref="TableTransactionFailedException">An action was refused; nothing was stored.</exception>
    /// <exception cref="RequestFailedException">The transaction as such was refused.</exception>
    /// <exception cref="InvalidOperationException">There is no action.</exception>
    public virtual async Task<Response<IReadOnlyList<Response>>> SubmitTransactionAsync(
        IEnumerable<TableTransactionAction> transactionActions, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(transactionActions);
        var body = new TransactionBody(channel, Name, transactionActions.TryGetNonEnumeratedCount(out var count) ? count : MostActions);
        foreach (var action in transactionActions)
            body.Add(action);
        if (body.Count == 0)
            throw new InvalidOperationException("A transaction needs at least one action.");
        using var message = channel.Message(RequestMethod.Post, "$batch");
        message.Request.Headers.Add("Content-Type", body.ContentType);
        message.Request.Content = RequestContent.Create(body.Finish());
        var response = await channel.SendAsync(message, cancellationToken).ConfigureAwait(false);
        return Response.FromValue(TransactionAnswer.Read(response, body.Count), response);
    }
}
