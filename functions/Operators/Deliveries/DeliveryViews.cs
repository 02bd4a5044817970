using Campaigns.Deliveries;
using Campaigns.Functions.Entrance;
using Campaigns.Functions.Pages;

namespace Campaigns.Functions.Operators.Deliveries;

/// <summary>Letters and mails of the whole installation, a page at a time.</summary>
/// <param name="Refreshes">The page comes anew by itself.</param>
public sealed record DeliveriesView(Staff Staff, DateTimeOffset Now, DeliveryQuery Query, DeliveryRead Read, FormState Form, bool Refreshes) : IView<DeliveriesPage>;

/// <summary>What would be done about the chosen ones, or what became of them.</summary>
/// <param name="More">How many more pass the filter than can be sent again at once, as far as is known; 0: none.</param>
/// <param name="Results">Null: a preview.</param>
public sealed record ResendView(Staff Staff, DateTimeOffset Now, FormState Form, IReadOnlyList<RetryGroup<RetryLine>> Groups, bool More, IReadOnlyList<RetryGroup<RetryResult>>? Results = null) : IView<ResendPage>
{
    public int Possible => Groups.Sum(group => group.Lines.Count(line => line.Verdict.Act is not null));
}
