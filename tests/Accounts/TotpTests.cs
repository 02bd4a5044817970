using System.Collections.Immutable;
using System.Text;
using Campaigns.Access.SecondFactors;
using Campaigns.Storage;
using FsCheck;
using FsCheck.Fluent;

namespace Campaigns.Tests.Accounts;

/// <summary>The codes are those of the RFCs, and each serves once.</summary>
public sealed class TotpTests
{
    static readonly byte[] Published = Encoding.ASCII.GetBytes("12345678901234567890");

    /// <summary>RFC 4226, appendix D.</summary>
    [Theory]
    [InlineData(0, "755224")]
    [InlineData(1, "287082")]
    [InlineData(2, "359152")]
    [InlineData(3, "969429")]
    [InlineData(4, "338314")]
    [InlineData(5, "254676")]
    [InlineData(6, "287922")]
    [InlineData(7, "162583")]
    [InlineData(8, "399871")]
    [InlineData(9, "520489")]
    public void By_counter(long counter, string code) => Assert.Equal(code, Totp.CodeOf(Published, counter));

    /// <summary>RFC 6238, appendix B, SHA-1.</summary>
    [Theory]
    [InlineData(59, "94287082")]
    [InlineData(1111111109, "07081804")]
    [InlineData(1111111111, "14050471")]
    [InlineData(1234567890, "89005924")]
    [InlineData(2000000000, "69279037")]
    [InlineData(20000000000, "65353130")]
    public void By_the_clock(long seconds, string code) =>
        Assert.Equal(code, Totp.CodeOf(Published, Totp.StepAt(DateTimeOffset.FromUnixTimeSeconds(seconds)), digits: 8));

    [Theory]
    [InlineData("", false)]
    [InlineData("12345", false)]
    [InlineData("1234567", false)]
    [InlineData("１２３４５６", false)]
    [InlineData("287082", true)]
    public void What_is_no_code_is_none(string typed, bool right) => Assert.Equal(right, Totp.Match(Published, typed, DateTimeOffset.FromUnixTimeSeconds(59), 0) is not null);

    [Fact]
    public void The_secret_can_be_scanned_and_typed()
    {
        Assert.Equal("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", Totp.TextOf(Published));
        Assert.Equal(
            "otpauth://totp/campaigns.example.org:ana%2Bx%40example.org?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=campaigns.example.org",
            Totp.Address("campaigns.example.org", "ana+x@example.org", Published));
    }

    /// <summary>Whenever, and however far the telephone's clock is off: a code is taken if it is at most one step away and later than the last that was used.</summary>
    [Fact]
    public void One_step_of_grace_and_never_a_step_twice() =>
        Prop.ForAll((from secret in Gen.Choose(0, 255).ArrayOf(Totp.SecretSize)
                     from now in Gen.Choose(0, int.MaxValue)
                     from off in Gen.Choose(-4, 4)
                     from used in Gen.Choose(-4, 4)
                     select (Secret: secret.Select(b => (byte)b).ToArray(), Now: DateTimeOffset.FromUnixTimeSeconds(now + 1000L), Off: off, Used: used)).ToArbitrary(),
            one =>
            {
                var present = Totp.StepAt(one.Now);
                var typed = Totp.CodeOf(one.Secret, present + one.Off);
                var found = Totp.Match(one.Secret, typed, one.Now, present + one.Used);
                var expected = Math.Abs(one.Off) <= 1 && one.Off > one.Used;
                // Two steps in a million have one code: then the other may answer.
                var twin = Enumerable.Range(-1, 3).Any(step => step != one.Off && Totp.CodeOf(one.Secret, present + step) == typed);
                return twin || (expected ? found == present + one.Off : found is null);
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    /// <summary>Whatever is typed in whatever order: steps only go up, and a recovery code that was used is gone.</summary>
    [Fact]
    public void Nothing_serves_twice() =>
        Prop.ForAll((from moves in Gen.Choose(0, 99).ArrayOf(30) select moves).ToArbitrary(), moves =>
        {
            var now = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
            var key = DataKey.Random();
            var codes = RecoveryCodes.New();
            var factor = new Factor("id", [.. Published], 0, [.. codes.Select(code => FactorRows.RecoveryHash(key, "id", RecoveryCodes.Plain(code)))]);
            var taken = new HashSet<string>();
            foreach (var move in moves)
            {
                now += TimeSpan.FromSeconds(move % 40);
                var typed = move % 2 == 0 ? codes[move % codes.Length] : Totp.CodeOf(Published, Totp.StepAt(now) + (move % 5) - 2);
                var plain = RecoveryCodes.Plain(typed);
                if (factor.Use(plain, FactorRows.RecoveryHash(key, "id", plain), now) is not { } after) continue;
                if (!taken.Add(typed) || after.Used < factor.Used || (after.Used == factor.Used) != (after.Recovery.Length == factor.Recovery.Length - 1)) return false;
                factor = after;
            }
            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Fact]
    public void Recovery_codes_differ_and_are_read_however_they_are_typed()
    {
        var codes = RecoveryCodes.New();
        Assert.Equal(RecoveryCodes.Count, codes.Distinct().Count());
        Assert.All(codes, code => Assert.Matches("^[a-z2-7]{5}-[a-z2-7]{5}$", code));
        Assert.Equal("k7qf2m9xa3", RecoveryCodes.Plain(" K7QF2 – m9xa3 "));
        Assert.Equal("123456", RecoveryCodes.Plain("123 456"));
    }
}
