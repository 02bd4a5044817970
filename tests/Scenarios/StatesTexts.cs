namespace Campaigns.Tests.Scenarios;

/// <summary>A made-up statement to the participating States, in some of the languages in which their delegations are addressed.</summary>
static class StatesTexts
{
    public static readonly (string Field, string Value)[] Versions =
    [
        ("title", "Statement to the participating States"),
        ("statement", "## Observers must be let in\n\nWe, the undersigned committees, ask the participating States to let independent observers enter.\n\n1. Lift the entry bans.\n2. Answer our earlier letters.\n\n> “Commitments are matters of direct and legitimate concern.”"),
        ("statement.fr", "## Les observateurs doivent pouvoir entrer\n\nNous, comités soussignés, demandons aux États participants de laisser entrer les observateurs indépendants.\n\n1. Lever les interdictions d’entrée.\n2. Répondre à nos lettres."),
        ("statement.de", "## Beobachter müssen einreisen dürfen\n\nWir, die unterzeichnenden Komitees, bitten die Teilnehmerstaaten, unabhängige Beobachter einreisen zu lassen.\n\n1. Einreiseverbote aufheben.\n2. Unsere früheren Schreiben beantworten."),
        ("statement.ru", "## Наблюдатели должны получить доступ\n\nМы, нижеподписавшиеся комитеты, просим государства-участники допустить независимых наблюдателей.\n\n1. Отменить запреты на въезд.\n2. Ответить на наши прежние письма."),
        ("statement.ka", "## დამკვირვებლებს უნდა მიეცეთ შესვლის უფლება\n\nჩვენ, ხელმომწერი კომიტეტები, ვთხოვთ მონაწილე სახელმწიფოებს, დაუშვან დამოუკიდებელი დამკვირვებლები."),
        ("statement.hy", "## Դիտորդներին պետք է թույլ տալ մուտք գործել\n\nՄենք՝ ներքոստորագրյալ կոմիտեներս, խնդրում ենք մասնակից պետություններին ընդունել անկախ դիտորդներին։"),
        ("statement.el", "## Οι παρατηρητές πρέπει να μπορούν να εισέλθουν\n\nΕμείς, οι υπογράφουσες επιτροπές, ζητούμε από τα συμμετέχοντα κράτη να δεχθούν ανεξάρτητους παρατηρητές."),
    ];

    /// <summary>Delegations whose document is compared with its mail, with words of their version: one in each script.</summary>
    public static readonly (string State, string Words)[] Looked =
    [
        ("at", "unabhängige Beobachter"), ("kz", "независимых наблюдателей"), ("gr", "ανεξάρτητους παρατηρητές"), ("ge", "დამოუკიდებელი დამკვირვებლები"), ("am", "անկախ դիտորդներին"),
    ];
}
