using Campaigns.Functions.Pages;
using Campaigns.Signatures;
using Campaigns.Signatures.Proof;

namespace Campaigns.Functions.Signatories;

/// <summary>What will be signed, by whom, and the button. For an invitation the person completes name, role and publication.</summary>
public sealed record ConfirmView(SignLink Link, string Token, Statement Statement, FormState Form, DateTimeOffset Now) : IView<ConfirmPage>
{
    public Campaign Campaign => Link.Campaign!;

    /// <summary>Who has signed for the organisation already, as far as this reader may know.</summary>
    public IReadOnlyList<Colleague> Colleagues { get; init; } = [];

    /// <summary>Empty for an individual.</summary>
    public string Organisation => Link.Invitation?.Organisation ?? Link.Signature?.Details.Organisation ?? "";
}

/// <summary>The proof for the person who signed, and the way back out.</summary>
/// <param name="Thanks">Right after signing.</param>
/// <param name="Receipt">Null while the signature waits for vetting.</param>
/// <param name="Updates">The form to ask for updates, or for no more of them.</param>
public sealed record ReceiptView(SignLink Link, string Token, bool Thanks, Receipt? Receipt, FormState Updates) : IView<ReceiptPage>;

/// <summary>Asks before a signature is withdrawn or an invitation declined. <paramref name="What"/> is Withdraw or Decline.</summary>
public sealed record TakeBackView(SignLink Link, string Token, string What, FormState Form) : IView<TakeBackPage>;

/// <summary>Says what a link means when there is nothing to do. <paramref name="Again"/>: where to sign after all.</summary>
public sealed record LinkNoticeView(SignLink Link, string What, string? Again) : IView<LinkNoticePage>
{
    /// <summary>Of the link; null where there is nothing stored of this person.</summary>
    public string? Token { get; init; }
}

/// <summary>Asks before a person is removed. After the freeze the letters are out, which the page says.</summary>
public sealed record EraseView(SignLink Link, string Token, FormState Form) : IView<ErasePage>
{
    public bool IsOut => Link.Campaign!.DispatchBegunAt is not null;
}
