using System.Linq.Expressions;

namespace Azure.Data.Tables.Filters;

/// <summary><c>property operator value</c>, whichever way round the lambda has it.</summary>
internal static class Comparison
{
    public static string Of(BinaryExpression comparison)
    {
        var (left, right) = (comparison.Left, comparison.Right);
        if (Ordering(left) is { } ordering)
            return Say(ordering.Left, comparison.NodeType, ordering.Right, RequireZero(right, comparison));
        if (Ordering(right) is { } reversed)
            return Say(reversed.Left, Flipped(comparison.NodeType), reversed.Right, RequireZero(left, comparison));
        return Say(left, comparison.NodeType, right, comparison);
    }

    /// <summary><c>a.Equals(b)</c> and <c>string.Equals(a, b)</c>.</summary>
    public static string OfEquals(MethodCallExpression call)
    {
        var operands = call.Object is null ? call.Arguments : [call.Object, .. call.Arguments];
        if (operands.Count != 2)
            throw LambdaFilter.Unsupported(call);
        return Say(operands[0], ExpressionType.Equal, operands[1], call);
    }

    private static string Say(Expression left, ExpressionType type, Expression right, Expression whole)
    {
        if (Operand.Property(left) is { } property && !Operand.ReadsRow(right))
            return $"{property.Name} {Word(type, whole)} {Literal(property, right)}";
        if (Operand.Property(right) is { } second && !Operand.ReadsRow(left))
            return $"{second.Name} {Word(Flipped(type), whole)} {Literal(second, left)}";
        throw LambdaFilter.Unsupported(whole);
    }

    private static string Literal(RowProperty property, Expression value) => OdataLiteral.Of(property.Coerce(Operand.Value(value)));

    /// <summary>The two sides of <c>string.Compare(a, b)</c> or <c>a.CompareTo(b)</c>.</summary>
    private static (Expression Left, Expression Right)? Ordering(Expression expression) => expression switch
    {
        MethodCallExpression { Method: { Name: nameof(string.CompareTo) }, Object: { } left, Arguments: [var right] } => (left, right),
        MethodCallExpression { Method: { Name: nameof(string.Compare) } method, Arguments: [var left, var right] }
            when method.DeclaringType == typeof(string) => (left, right),
        _ => null,
    };

    private static Expression RequireZero(Expression other, Expression whole) =>
        !Operand.ReadsRow(other) && Operand.Value(other) is 0 ? whole : throw LambdaFilter.Unsupported(whole);

    private static string Word(ExpressionType type, Expression whole) => type switch
    {
        ExpressionType.Equal => "eq",
        ExpressionType.NotEqual => "ne",
        ExpressionType.GreaterThan => "gt",
        ExpressionType.GreaterThanOrEqual => "ge",
        ExpressionType.LessThan => "lt",
        ExpressionType.LessThanOrEqual => "le",
        _ => throw LambdaFilter.Unsupported(whole),
    };

    private static ExpressionType Flipped(ExpressionType type) => type switch
    {
        ExpressionType.GreaterThan => ExpressionType.LessThan,
        ExpressionType.GreaterThanOrEqual => ExpressionType.LessThanOrEqual,
        ExpressionType.LessThan => ExpressionType.GreaterThan,
        ExpressionType.LessThanOrEqual => ExpressionType.GreaterThanOrEqual,
        _ => type,
    };
}
