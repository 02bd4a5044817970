namespace Campaigns.Letters.Replies;

/// <summary>What an office wrote back. Only an answer ends the waiting; that it received the letter does not.</summary>
public enum ReplyKind { Answer, Acknowledgement }

/// <summary>A reply to a letter, as a coordinator recorded it.</summary>
/// <param name="Id">26 characters of lower-case base32, made of the reply itself: recording the same twice is one reply.</param>
/// <param name="Addressee">The number of the addressee.</param>
/// <param name="ReceivedAt">UTC; people give the day in the campaign's zone.</param>
/// <param name="Words">What it says, in the coordinator's words or its own; empty where the file says it.</param>
/// <param name="File">Null without one.</param>
public sealed record Reply(string Id, int Addressee, DateTimeOffset ReceivedAt, ReplyKind Kind, string Words, ReplyFile? File);

/// <summary>The file of a reply: a scanned letter, say.</summary>
/// <param name="Length">In bytes.</param>
/// <param name="Sha256">Lower-case hexadecimal.</param>
public sealed record ReplyFile(string Name, int Length, string Sha256);

/// <summary>A reply that is to be recorded.</summary>
public sealed record NewReply(int Addressee, DateTimeOffset ReceivedAt, ReplyKind Kind, string Words, string FileName, ReadOnlyMemory<byte> Bytes);
