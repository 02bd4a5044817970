using Campaigns.Functions.Pages;

namespace Campaigns.Functions.Signatories;

/// <summary>The form to sign, with what was typed and what is wrong with it.</summary>
public sealed record SignAgainView(Campaign Campaign, FormState Form) : IView<SignAgainPage>;

/// <summary>The address has to be confirmed now.</summary>
public sealed record CheckMailView(Campaign Campaign) : IView<CheckMailPage>;
