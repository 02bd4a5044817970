namespace Azure.Data.Tables.Models;

/// <summary>
/// Error codes of the Table service, to compare with <see cref="RequestFailedException.ErrorCode"/>:
/// <c>e.ErrorCode == TableErrorCode.EntityNotFound</c>. Case does not matter.
/// </summary>
public readonly struct TableErrorCode : IEquatable<TableErrorCode>
{
    private readonly string value;

    public TableErrorCode(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        this.value = value;
    }

    public static TableErrorCode EntityAlreadyExists => new("EntityAlreadyExists");
    public static TableErrorCode EntityNotFound => new("EntityNotFound");
    public static TableErrorCode EntityTooLarge => new("EntityTooLarge");
    public static TableErrorCode InvalidDuplicateRow => new("InvalidDuplicateRow");
    public static TableErrorCode InvalidInput => new("InvalidInput");
    public static TableErrorCode PropertyValueTooLarge => new("PropertyValueTooLarge");
    public static TableErrorCode ResourceNotFound => new("ResourceNotFound");
    public static TableErrorCode TableAlreadyExists => new("TableAlreadyExists");
    public static TableErrorCode TableBeingDeleted => new("TableBeingDeleted");
    public static TableErrorCode TableNotFound => new("TableNotFound");
    public static TableErrorCode UpdateConditionNotSatisfied => new("UpdateConditionNotSatisfied");

    public static implicit operator TableErrorCode(string? value) => value is null ? default : new(value);

    public static bool operator ==(TableErrorCode left, TableErrorCode right) => left.Equals(right);

    public static bool operator !=(TableErrorCode left, TableErrorCode right) => !left.Equals(right);

    public bool Equals(TableErrorCode other) => string.Equals(value, other.value, StringComparison.OrdinalIgnoreCase);

    public override bool Equals(object? obj) => obj is TableErrorCode other && Equals(other);

    public override int GetHashCode() => value is null ? 0 : StringComparer.OrdinalIgnoreCase.GetHashCode(value);

    public override string ToString() => value ?? "";
}
