namespace Azure.Data.Tables;

/// <summary>A transaction was refused as a whole; nothing of it was stored.</summary>
public class TableTransactionFailedException : RequestFailedException
{
    public TableTransactionFailedException(RequestFailedException requestFailedException)
        : base(StatusOf(requestFailedException), requestFailedException.Message, requestFailedException.ErrorCode, requestFailedException.InnerException)
    {
        FailedTransactionActionIndex = Wire.ServiceError.FailedActionIndex(requestFailedException.Message);
    }

    /// <summary>The place (from 0) of the action that failed, in the order submitted; null where the service did not say.</summary>
    public int? FailedTransactionActionIndex { get; }

    private static int StatusOf(RequestFailedException failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        return failure.Status;
    }
}
