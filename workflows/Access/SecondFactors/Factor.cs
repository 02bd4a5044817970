using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Campaigns.Access.SecondFactors;

/// <summary>A person's second factor.</summary>
/// <param name="Id">Random; sessions that were opened with it carry it.</param>
/// <param name="Used">The latest step whose code was used.</param>
/// <param name="Recovery">Keyed hashes of the recovery codes that are left.</param>
sealed record Factor(string Id, ImmutableArray<byte> Secret, long Used, ImmutableArray<string> Recovery)
{
    /// <summary>The factor after this code was used up; null when it is none that serves. The same work for every wrong one.</summary>
    /// <param name="code">Plain: letters and digits.</param>
    /// <param name="hash">Its keyed hash, as those in <see cref="Recovery"/>.</param>
    public Factor? Use(string code, string hash, DateTimeOffset now)
    {
        var step = Totp.Match(Secret.AsSpan(), code, now, Used);
        var typed = Encoding.UTF8.GetBytes(hash);
        var left = Recovery.RemoveAll(one => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one), typed));
        if (step is { } used) return this with { Used = used };
        return left.Length < Recovery.Length ? this with { Recovery = left } : null;
    }
}

/// <summary>What the person sees of it.</summary>
/// <param name="Since">UTC.</param>
/// <param name="RecoveryLeft">How many recovery codes were not used.</param>
public sealed record FactorState(DateTimeOffset Since, int RecoveryLeft);

/// <summary>Whether people sign in with a second factor: nobody, who wants to, everybody.</summary>
public enum FactorMode { Off, Optional, Required }

/// <summary>What became of a code.</summary>
public enum CodeAnswer
{
    Right,
    /// <summary>Made up, used before, too early or too late: it is not said which.</summary>
    Wrong,
    /// <summary>Too many in a short time; not even looked at.</summary>
    TooMany,
    /// <summary>There is nothing any more that the code would be for.</summary>
    Gone,
}
