using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Azure.Data.Tables;

public partial class TableEntity : IDictionary<string, object?>
{
    /// <summary>A property's value, null when absent. A number or date set over one of another type keeps
    /// the property's type: an int over a double is stored as a double, over a long as a long.</summary>
    public object? this[string key]
    {
        get => properties.GetValueOrDefault(key);
        set => properties[key] = Keep(properties.GetValueOrDefault(key), value);
    }

    public ICollection<string> Keys => properties.Keys;

    public int Count => properties.Count;

    ICollection<object?> IDictionary<string, object?>.Values => properties.Values;

    bool ICollection<KeyValuePair<string, object?>>.IsReadOnly => false;

    public void Add(string key, object? value) => properties.Add(key, value);

    public bool ContainsKey(string key) => properties.ContainsKey(key);

    public bool Remove(string key) => properties.Remove(key);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out object? value) => properties.TryGetValue(key, out value);

    public void Clear() => properties.Clear();

    void ICollection<KeyValuePair<string, object?>>.Add(KeyValuePair<string, object?> item) => Add(item.Key, item.Value);

    bool ICollection<KeyValuePair<string, object?>>.Contains(KeyValuePair<string, object?> item) => properties.Contains(item);

    bool ICollection<KeyValuePair<string, object?>>.Remove(KeyValuePair<string, object?> item) =>
        ((ICollection<KeyValuePair<string, object?>>)properties).Remove(item);

    void ICollection<KeyValuePair<string, object?>>.CopyTo(KeyValuePair<string, object?>[] array, int arrayIndex) =>
        ((ICollection<KeyValuePair<string, object?>>)properties).CopyTo(array, arrayIndex);

    IEnumerator<KeyValuePair<string, object?>> IEnumerable<KeyValuePair<string, object?>>.GetEnumerator() => properties.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => properties.GetEnumerator();

    internal Dictionary<string, object?> Properties => properties;

    private static object? Keep(object? old, object? value) => (old, value) switch
    {
        (double, int number) => (double)number,
        (long, int number) => (long)number,
        _ => value,
    };
}
