namespace Azure.Data.Tables;

/// <summary>An account's name and one of its keys.</summary>
public class TableSharedKeyCredential
{
    private byte[] key;

    /// <param name="accountName">The account's name.</param>
    /// <param name="accountKey">The key in base64. <see cref="FormatException"/> when it is not.</param>
    public TableSharedKeyCredential(string accountName, string accountKey)
    {
        ArgumentException.ThrowIfNullOrEmpty(accountName);
        ArgumentException.ThrowIfNullOrEmpty(accountKey);
        AccountName = accountName;
        key = Convert.FromBase64String(accountKey);
    }

    public string AccountName { get; }

    /// <summary>Uses another key (base64) from the next request on, in every client that holds this credential.</summary>
    public void SetAccountKey(string accountKey)
    {
        ArgumentException.ThrowIfNullOrEmpty(accountKey);
        Volatile.Write(ref key, Convert.FromBase64String(accountKey));
    }

    internal byte[] Key => Volatile.Read(ref key);
}
