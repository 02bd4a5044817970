namespace Azure.Data.Tables.Wire;

/// <summary>The answer of a read that found nothing.</summary>
internal sealed class NoValue<T>(Response response) : NullableResponse<T>
{
    public override bool HasValue => false;

    public override T Value => throw new InvalidOperationException("The row does not exist; look at HasValue first.");

    public override Response GetRawResponse() => response;
}
