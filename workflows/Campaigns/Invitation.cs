using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Campaigns;

/// <summary>An organisation asked to sign, through one person. <paramref name="Number"/> counts from 1 in the order given.</summary>
/// <param name="Contact">The person at <paramref name="Email"/>, the address that is written to now; empty: nobody's name.</param>
/// <param name="Language">Of the mails, BCP 47.</param>
public sealed record Invitation(int Number, string Organisation, string Country, string Contact, string Email, string Language)
{
    // Left out when empty, so that the ids of launches made before there were these stay.

    /// <summary>Addresses that take the place of <see cref="Email"/>, one after the other, when a mail comes back.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ImmutableArray<OtherAddress> Alternates { get; init; }

    /// <summary>Those whose mail came back, the first at the front. Their links still serve, each for its own address.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ImmutableArray<OtherAddress> Earlier { get; init; }

    /// <summary>IANA zone of the person; null: not known.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public string? TimeZone { get; init; }

    /// <summary>As it was typed; null: none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public string? Phone { get; init; }

    /// <summary>The person had themselves removed; only the number is left.</summary>
    [JsonIgnore]
    public bool IsErased => Email.Length == 0;

    /// <summary>Which address is written to now, counted from 0.</summary>
    [JsonIgnore]
    public int Place => Earlier.OrNone().Length;

    /// <summary>Every address of the invitation: those whose mail came back, the present one, those still to be tried.</summary>
    [JsonIgnore]
    public IEnumerable<string> Addresses =>
        Earlier.OrNone().Select(one => one.Email).Append(Email).Concat(Alternates.OrNone().Select(one => one.Email)).Where(email => email.Length > 0);

    /// <summary>The invitation as the address at this place got it; null when none was sent there.</summary>
    public Invitation? At(int place)
    {
        if (place == Place) return this;
        var earlier = Earlier.OrNone();
        return place >= 0 && place < earlier.Length && earlier[place].Email.Length > 0
            ? this with { Contact = earlier[place].Contact, Email = earlier[place].Email, Alternates = default, Earlier = [.. earlier.Take(place)] }
            : null;
    }

    /// <summary>The next address in the place of this one; null when there is none.</summary>
    public Invitation? Next() => Alternates.OrNone() is [var next, .. var rest]
        ? this with { Contact = next.Contact, Email = next.Email, Alternates = rest, Earlier = Earlier.OrNone().Add(new(Contact, Email)) }
        : null;

    /// <summary>The invitation without the addresses that <paramref name="isTheirs"/>; without any of it when it goes to one of them now.</summary>
    public Invitation Without(Func<string, bool> isTheirs) => isTheirs(Email) ? new(Number, "", "", "", "", "") : this with
    {
        Alternates = [.. Alternates.OrNone().Where(one => !isTheirs(one.Email))],
        Earlier = [.. Earlier.OrNone().Select(one => one.Email.Length > 0 && isTheirs(one.Email) ? new("", "") : one)], // places stay
    };
}

/// <summary>Somebody else of the same organisation. Both empty: removed at their own wish.</summary>
public sealed record OtherAddress(string Contact, string Email);

static class OtherAddresses
{
    public static ImmutableArray<OtherAddress> OrNone(this ImmutableArray<OtherAddress> addresses) => addresses.IsDefault ? [] : addresses;
}
