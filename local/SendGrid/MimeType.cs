namespace SendGrid;

/// <summary>The two kinds of content a message has.</summary>
public class MimeType
{
    /// <summary>HTML.</summary>
    public static readonly string Html = "text/html";

    /// <summary>Plain text.</summary>
    public static readonly string Text = "text/plain";
}
