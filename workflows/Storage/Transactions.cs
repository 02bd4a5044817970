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
        catch (RequestFailedException faster) when (faster.IsOvertaken())
        {
            return false;
        }
    }

    /// <summary>A write failed because a row has changed, is gone, or is there already. Where the table itself is gone nobody was faster, and who tries again would do so for ever.</summary>
    public static bool IsOvertaken(this RequestFailedException failure) => failure.Status is 404 or 409 or 412 && failure.ErrorCode != TableErrorCode.TableNotFound;
}
