namespace Campaigns.Local.MailRoom;

/// <summary>How a mail room is started.</summary>
public sealed record MailRoomOptions
{
    /// <summary>Port on 127.0.0.1; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>Folder of the data; the mail room writes to <c>mailroom/</c> in it, and <c>webhook-public-key</c>.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Where signed events are posted. Null: they are kept for 24 hours and posted once there is an address.</summary>
    public Uri? WebhookUrl { get; init; }

    /// <summary>Where mail that is written here is handed over, as SendGrid's Inbound Parse does. Null: nowhere.</summary>
    public Uri? InboundUrl { get; init; }

    /// <summary>The only key that may send. Null: any bearer key may.</summary>
    public string? ApiKey { get; init; }

    /// <summary>The clock of everything the mail room stamps, delays and repeats.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>How long after its "deferred" event a deferred message is delivered.</summary>
    public TimeSpan DeferFor { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Whether it says on the console when the webhook stops and starts being answered.</summary>
    public bool Speaks { get; init; }

    /// <summary>The options that the environment gives: CAMPAIGNS_MAIL_PORT, CAMPAIGNS_DATA, MAILROOM_WEBHOOK_URL, MAILROOM_INBOUND_URL.</summary>
    /// <exception cref="FormatException">A variable holds something else than a port or an address; the message names it.</exception>
    public static MailRoomOptions FromEnvironment()
    {
        var port = Environment.GetEnvironmentVariable("CAMPAIGNS_MAIL_PORT") is { Length: > 0 } text ? Port16(text) : 7072;
        var data = Environment.GetEnvironmentVariable("CAMPAIGNS_DATA") is { Length: > 0 } folder ? folder : ".data";
        var url = Url("MAILROOM_WEBHOOK_URL");
        return new MailRoomOptions { Port = port, DataFolder = data, WebhookUrl = url, InboundUrl = Url("MAILROOM_INBOUND_URL"), Speaks = true };
    }

    static int Port16(string text) => ushort.TryParse(text, out var port)
        ? port
        : throw new FormatException($"CAMPAIGNS_MAIL_PORT is no port: {text}");

    static Uri? Url(string name)
    {
        if (Environment.GetEnvironmentVariable(name) is not { Length: > 0 } text) return null;
        return Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? uri : throw new FormatException($"{name} is no http address: {text}");
    }
}
