namespace Azure.Data.Tables.Filters;

/// <summary>A property as a filter names it.</summary>
internal sealed record RowProperty(string Name, Type Type)
{
    /// <summary>The compiler compares enums as numbers and widens ints; the literal must be of the property's own type again.</summary>
    public object? Coerce(object? value)
    {
        var type = Nullable.GetUnderlyingType(Type) ?? Type;
        return value switch
        {
            int or long or byte or short when type.IsEnum => Enum.ToObject(type, value),
            long number when type == typeof(int) && number is >= int.MinValue and <= int.MaxValue => (int)number,
            int number when type == typeof(long) => (long)number,
            int number when type == typeof(double) => (double)number,
            _ => value,
        };
    }
}
