using System.Collections.Frozen;

namespace Campaigns.Checks;

/// <summary>What the domain of a mail address says about whose it is. Domains are in lower-case ASCII (punycode).</summary>
public static class MailDomain
{
    /// <summary>Providers whose addresses anybody can have; a name with a dot at the end stands for all of its countries.</summary>
    const string Free = """
        gmail.com googlemail.com outlook. hotmail. live. msn.com yahoo. ymail.com rocketmail.com aol. icloud.com me.com mac.com
        proton.me protonmail.com pm.me tutanota. tuta. zoho.com mail.com gmx. web.de t-online.de freenet.de posteo. mailbox.org riseup.net
        autistici.org disroot.org fastmail. hushmail.com mail.ru bk.ru list.ru inbox.ru internet.ru yandex. ya.ru rambler.ru ukr.net i.ua meta.ua
        bigmir.net tut.by mail.by mail.am mail.kz mail.ge wp.pl onet. o2.pl interia.pl seznam.cz centrum.cz abv.bg libero.it
        virgilio.it laposte.net orange.fr free.fr wanadoo.fr sfr.fr qq.com 163.com 126.com naver.com daum.net hanmail.net rediffmail.com
        """;

    static readonly string[] Names = Free.Split((char[])[' ', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
    static readonly FrozenSet<string> Whole = Names.Where(name => name[^1] != '.').ToFrozenSet(StringComparer.Ordinal);
    static readonly FrozenSet<string> Families = Names.Where(name => name[^1] == '.').ToFrozenSet(StringComparer.Ordinal);

    public static bool IsFree(string domain) =>
        Whole.Contains(domain) || (domain.Split('.') is [var name, .. { Length: 1 or 2 }] && Families.Contains(name + "."));

    /// <summary>Reserved for examples (RFC 2606): no mail ever comes from there.</summary>
    public static bool IsForExamples(string domain) => domain is "example.org" or "example.com" or "example.net";

    /// <summary>Whether <paramref name="domain"/> is <paramref name="organisation"/> or below it.</summary>
    public static bool IsOf(string organisation, string domain) =>
        domain == organisation || domain.EndsWith("." + organisation, StringComparison.Ordinal);

    /// <summary>The domain of a website as people write it (<c>www.example.org/about</c>, with or without a scheme), without <c>www</c>.</summary>
    public static bool TryOfWebsite(string text, out string domain)
    {
        domain = "";
        var address = text.Contains("://", StringComparison.Ordinal) ? text : "http://" + text;
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.UserInfo.Length > 0) return false;
        // What stands behind an @ in a mail address is checked like what stands in a website's.
        if (!EmailAddress.TryParse("a@" + uri.IdnHost, out var parsed)) return false;
        domain = parsed.Domain.StartsWith("www.", StringComparison.Ordinal) && parsed.Domain.Count(c => c == '.') > 1 ? parsed.Domain["www.".Length..] : parsed.Domain;
        return true;
    }
}
