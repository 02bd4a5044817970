using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;

namespace Campaigns.Storage;

static class Transactions
{
    /// <summary>Submits what was decided on rows as they were read.</summary>
    /// <returns>False when somebody was faster: nothing was written, because a row has changed, is gone, or is there already.</returns>
    public static async Task<bool> TrySubmitAsync(this TableClient table, IEnumerable<TableTransactionAction> actions, CancellationToken cancellation)
    {
        try
        {
            await table.SubmitTransactionAsync(actions, cancellation);
            return true;
        }
        catch (RequestFailedException faster) when (faster.Status is 404 or 409 or 412 && faster.ErrorCode != TableErrorCode.TableNotFound) // who tries again would do so for ever
        {
            return false;
        }
    }
}
