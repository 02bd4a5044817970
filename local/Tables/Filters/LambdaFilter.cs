using System.Linq.Expressions;

namespace Azure.Data.Tables.Filters;

/// <summary>A lambda over a row as an OData filter. What OData cannot say is a <see cref="NotSupportedException"/> that names the part.</summary>
internal static class LambdaFilter
{
    /// <summary>Null for a lambda that is always true.</summary>
    public static string? From<T>(Expression<Func<T, bool>> filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return !Operand.ReadsRow(filter.Body) && Operand.Value(filter.Body) is true ? null : Condition(filter.Body);
    }

    private static string Condition(Expression condition) => condition switch
    {
        BinaryExpression { NodeType: ExpressionType.AndAlso or ExpressionType.And } and => Joined(and, "and"),
        BinaryExpression { NodeType: ExpressionType.OrElse or ExpressionType.Or } or => Joined(or, "or"),
        BinaryExpression comparison => Comparison.Of(comparison),
        UnaryExpression { NodeType: ExpressionType.Not } not => $"not ({Condition(not.Operand)})",
        UnaryExpression { NodeType: ExpressionType.Convert } cast => Condition(cast.Operand),
        MethodCallExpression { Method.Name: nameof(Equals) } equals => Comparison.OfEquals(equals),
        _ when Operand.Property(condition) is { } property => $"{property.Name} eq true",
        _ => throw Unsupported(condition),
    };

    private static string Joined(BinaryExpression both, string word) => $"({Condition(both.Left)}) {word} ({Condition(both.Right)})";

    internal static NotSupportedException Unsupported(Expression part) => new($"A table's filter cannot say '{part}'.");
}
