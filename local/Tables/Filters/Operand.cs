using System.Linq.Expressions;
using System.Reflection;
using Azure.Data.Tables.Entities;

namespace Azure.Data.Tables.Filters;

/// <summary>One side of a comparison: a property of the row, or a value that does not depend on it.</summary>
internal static class Operand
{
    /// <summary>Without the conversions that the compiler or the author put around.</summary>
    private static Expression Bare(Expression expression)
    {
        while (expression is UnaryExpression { NodeType: ExpressionType.Convert or ExpressionType.ConvertChecked, Method: null } cast)
            expression = cast.Operand;
        return expression;
    }

    /// <summary>The row's property that the expression names, if it does: <c>e.Name</c>, <c>e.Age.Value</c>, <c>e["Name"]</c>, <c>e.GetInt32("Age")</c>.</summary>
    public static RowProperty? Property(Expression expression) => Bare(expression) switch
    {
        MemberExpression { Expression: ParameterExpression, Member: PropertyInfo property } => new(Column.NameOf(property), property.PropertyType),
        MemberExpression { Member.Name: "Value", Expression: { } inner } member when Nullable.GetUnderlyingType(member.Member.DeclaringType!) is not null => Property(inner),
        MemberExpression { Expression: UnaryExpression { Operand: ParameterExpression } cast, Member: PropertyInfo property } => new(property.Name, property.PropertyType),
        MethodCallExpression { Object: { } row, Arguments: [var key] } call when Bare(row) is ParameterExpression && IsGetter(call.Method) =>
            new((string)Value(key)!, call.Method.ReturnType),
        _ => null,
    };

    /// <summary>Whether the lambda's row is needed to know the value.</summary>
    public static bool ReadsRow(Expression expression)
    {
        var search = new RowSearch();
        search.Visit(expression);
        return search.Found;
    }

    /// <summary>The value of an expression that does not read the row.</summary>
    public static object? Value(Expression expression) => expression switch
    {
        ConstantExpression constant => constant.Value,
        MemberExpression { Member: FieldInfo field } captured => field.GetValue(captured.Expression is null ? null : Value(captured.Expression)),
        _ => Expression.Lambda<Func<object?>>(Expression.Convert(expression, typeof(object))).Compile(preferInterpretation: true)(),
    };

    private static bool IsGetter(MethodInfo method) => method.DeclaringType == typeof(TableEntity)
        && (method.Name == "get_Item" || method.Name.StartsWith("Get", StringComparison.Ordinal));

    private sealed class RowSearch : ExpressionVisitor
    {
        public bool Found { get; private set; }

        protected override Expression VisitParameter(ParameterExpression node)
        {
            Found = true;
            return node;
        }
    }
}
