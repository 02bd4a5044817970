using Campaigns.Functions.Pages;

namespace Campaigns.Functions.Signatories;

/// <summary>The form to sign, with what was typed and what is wrong with it.</summary>
public sealed record SignAgainView(Campaign Campaign, FormState Form) : IView<SignAgainPage>;

/// <summary>The address has to be confirmed now. The form has the mail sent again.</summary>
/// <param name="Again">Right after asking for that.</param>
public sealed record CheckMailView(Campaign Campaign, FormState Form, bool Again) : IView<CheckMailPage>;
