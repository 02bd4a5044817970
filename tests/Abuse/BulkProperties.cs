using Campaigns.Abuse;
using Campaigns.Signatures;
using Campaigns.Tests.Book;
using Campaigns.Tests.House;
using FsCheck;
using FsCheck.Fluent;

namespace Campaigns.Tests.Abuse;

/// <summary>Whatever people and coordinator do in whatever order, count, rows, headers, list and leaves agree, and who is told "signed" and not held is counted.</summary>
public sealed class BulkProperties(AzuriteFixture azurite)
{
    static readonly Doubts[] Seen = [Doubts.None, Doubts.None, Doubts.Trap, Doubts.TooFast | Doubts.TextAlike];

    [Fact]
    public async Task CountRowsListAndLeavesAgreeAfterAnything()
    {
        var house = await BookHouse.BuildAsync(azurite);
        Prop.ForAll(Gen.Choose(0, 9999).ArrayOf(40).ToArbitrary(), moves => PlayAsync(house, moves).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(12));
    }

    static async Task PlayAsync(BookHouse house, int[] moves)
    {
        var campaign = await house.OpenAsync(c => c with { Shards = 2 });
        var batch = 0;
        for (var at = 0; at < moves.Length; at++)
        {
            await MoveAsync(house, campaign, moves[at], ref batch);
            house.Time.Advance(TimeSpan.FromSeconds(5));
            if (at % 8 == 7) await house.AssertAgreesAsync(campaign);
        }
        await house.AssertAgreesAsync(campaign, frozen: true);
    }

    static Task MoveAsync(BookHouse house, Campaign campaign, int move, ref int batch)
    {
        var person = move / 16 % 8;
        var request = person % 2 == 0
            ? BookHouse.Person(person) with { Email = $"p{person}@d{person % 3}.example.org" }
            : BookHouse.Organisation(person) with { Email = $"p{person}@d{person % 3}.example.org" };
        var pattern = house.Pattern(domain: $"d{person % 3}.example.org");
        switch (move % 16)
        {
            case < 6: return AskAndSignAsync(house, campaign, request, Seen[move / 128 % Seen.Length]);
            case 6: return ByLinkAsync(token => house.Book.WithdrawAsync(token));
            case 7: return ByLinkAsync(token => house.Book.ConfirmAsync(token, null));
            case 8: return ByLinkAsync(token => house.Book.EraseAsync(token, default));
            case 9: return VetAsync(house, campaign, accept: person % 2 == 0);
            case 10: return house.DoAsync(campaign, ++batch, BulkAct.Hold, pattern);
            case 11: return house.DoAsync(campaign, ++batch, BulkAct.Invalidate, pattern);
            case 12: return house.DoAsync(campaign, ++batch, BulkAct.Release, pattern);
            case 13 or 14: return batch == 0 ? Task.CompletedTask : house.Desk().UndoAsync(campaign, BulkHouse.Id(move / 16 % batch + 1), "coordinator");
            default:
                // Two at once, and somebody who withdraws meanwhile.
                var (one, two) = (++batch, ++batch);
                return Task.WhenAll(
                    house.DoAsync(campaign, one, BulkAct.Hold, pattern), house.DoAsync(campaign, two, BulkAct.Invalidate, pattern), ByLinkAsync(token => house.Book.WithdrawAsync(token)));
        }

        async Task ByLinkAsync(Func<string, Task<SignLink>> act) => await act(await house.TokenOfAsync(campaign, request.Email));
    }

    static async Task AskAndSignAsync(BookHouse house, Campaign campaign, SignatureRequest request, Doubts seen) =>
        await house.Book.ConfirmAsync(await HeldTests.AskAsync(house, campaign, request, seen), null);

    static async Task VetAsync(BookHouse house, Campaign campaign, bool accept)
    {
        if ((await house.Book.AllAsync(campaign)).FirstOrDefault(one => one.State == SignatureState.InVetting) is { } waiting)
            await house.Book.VetAsync(campaign, waiting.Id, accept);
    }
}
