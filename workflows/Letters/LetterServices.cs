using Campaigns.Letters.Alternates;
using Campaigns.Letters.Evidence;
using Campaigns.Mail;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SendGrid;

namespace Campaigns.Letters;

/// <summary>What sends mail and letters. Settings: <c>SendGrid:ApiKey</c>, <c>SendGrid:Host</c> (empty: SendGrid's own),
/// <c>SendGrid:WebhookPublicKey</c>, <c>SendGrid:TimeoutSeconds</c> (30).</summary>
public static class LetterServices
{
    public static IServiceCollection AddLetters(this IServiceCollection services)
    {
        services.AddSingleton(provider => Client(provider.GetRequiredService<IConfiguration>()));
        services.AddSingleton(provider => new WebhookSignature(
            provider.GetRequiredService<IConfiguration>()["SendGrid:WebhookPublicKey"] ?? "", provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<MailHtml>();
        services.AddSingleton<Mailer>();
        services.AddSingleton<BulkMail>();
        services.AddSingleton<OutboxSender>();
        services.AddSingleton<OutboxSweep>();
        services.AddHostedService<OutboxPump>();
        services.AddSingleton<LetterAttempts>();
        services.AddSingleton<LetterLedger>();
        services.AddSingleton<LetterComposer>();
        services.AddSingleton<LetterPaper>();
        services.AddSingleton<TestLetter>();
        services.AddSingleton<LetterSender>();
        services.AddSingleton<EvidenceBundle>();
        services.AddSingleton<DeliveryEvents>();
        services.AddSingleton<Replies.ReplyStore>();
        services.AddSingleton<Replies.Inbound.ReplyAddress>();
        services.AddSingleton<Replies.Inbound.InboundReplies>();
        services.AddSingleton<Replies.Inbound.InboundWaiting>();
        services.AddSingleton<Reminding.FinishFollowUp>();
        services.AddSingleton<SendLetter>();
        services.AddSingleton<GiveUpLetter>();
        services.AddSingleton<AlternateSender>();
        services.AddSingleton<AlternateLetters>();
        services.AddSingleton<SendAlternate>();
        services.AddSingleton<GiveUpAlternate>();
        return services;
    }

    static ISendGridClient Client(IConfiguration configuration)
    {
        var options = new SendGridClientOptions { ApiKey = configuration["SendGrid:ApiKey"] };
        if (configuration["SendGrid:Host"] is { Length: > 0 } host) options.Host = host;
        var http = new HttpClient { Timeout = TimeSpan.FromSeconds(configuration.GetValue("SendGrid:TimeoutSeconds", 30)) };
        return new SendGridClient(http, options);
    }
}
