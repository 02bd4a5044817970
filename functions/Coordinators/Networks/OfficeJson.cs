using Campaigns.Networks.Offices;
using Microsoft.AspNetCore.Http;

namespace Campaigns.Functions.Coordinators.Networks;

/// <summary>The offices of a network for scripts: the same facts as the page.</summary>
static class OfficeJson
{
    public static IResult All(OfficeBook book) => Results.Json(new
    {
        network = book.Network.Id,
        offices = book.Offices.Select(Office),
        groups = book.Groups.Select(group => new { name = group, addressees = Lines(book, OfficeChoice.Of(group)) }),
        letterhead = book.Letterhead?.Name,
        letterheadContact = book.Letterhead?.Contact,
    });

    public static object Office(Office one) => new
    {
        one.Id,
        kind = OfficeCsv.Word(one.Kind),
        office = one.Name,
        one.Body,
        one.Country,
        one.Email,
        one.Alternates,
        one.Copies,
        forms = one.Forms,
        one.Group,
        one.Notes,
    };

    static string Lines(OfficeBook book, string choice) => OfficeAddressees.Lines(OfficeChoice.Choose(book, [choice]), []);
}
