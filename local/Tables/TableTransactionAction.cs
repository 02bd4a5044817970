namespace Azure.Data.Tables;

/// <summary>One action of an entity-group transaction; see <see cref="TableClient.SubmitTransactionAsync"/>.</summary>
public class TableTransactionAction
{
    /// <summary>An action without a condition: any stored version matches.</summary>
    public TableTransactionAction(TableTransactionActionType actionType, ITableEntity entity)
        : this(actionType, entity, default)
    {
    }

    /// <summary>An action that takes effect only while the stored row has <paramref name="etag"/> (default or <see cref="ETag.All"/>: any).</summary>
    public TableTransactionAction(TableTransactionActionType actionType, ITableEntity entity, ETag etag = default)
    {
        ArgumentNullException.ThrowIfNull(entity);
        ActionType = actionType;
        Entity = entity;
        ETag = etag;
    }

    public TableTransactionActionType ActionType { get; }

    public ITableEntity Entity { get; }

    public ETag ETag { get; }
}
