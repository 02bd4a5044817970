using System.Buffers.Text;

namespace Campaigns.Local.MailRoom.Sending;

/// <summary>Small facts of mail.</summary>
static class Mime
{
    public const string Text = "text/plain";
    public const string Html = "text/html";

    /// <summary>Most bytes of a message with its decoded attachments.</summary>
    public const long MostBytes = 30 * 1024 * 1024;

    public static bool IsBase64(string text) => Base64.IsValid(text);

    /// <summary>Size of a message: its texts in UTF-8 and its attachments decoded.</summary>
    public static long Size(SendRequest request) =>
        (request.Content ?? []).Sum(part => part?.Value is { } text ? (long)System.Text.Encoding.UTF8.GetByteCount(text) : 0)
        + (request.Attachments ?? []).Sum(file => file?.Content is { } text ? text.Length / 4 * 3L : 0);
}
