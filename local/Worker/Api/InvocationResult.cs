namespace Microsoft.Azure.Functions.Worker;

/// <summary>What an invocation answers; middleware may read it after the function and replace it.</summary>
public abstract class InvocationResult<T>
{
    public abstract T? Value { get; set; }
}

/// <inheritdoc/>
public abstract class InvocationResult : InvocationResult<object>;

public static class FunctionContextBindingFeatureExtensions
{
    /// <summary>The result of the invocation. An <c>IResult</c> put here by middleware that does not go on is the HTTP answer.</summary>
    public static InvocationResult GetInvocationResult(this FunctionContext context) =>
        context.Features.Get<InvocationResult>()
        ?? throw new InvalidOperationException("This function context does not come from the host.");
}
