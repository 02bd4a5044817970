using Campaigns.Functions.Pages;
using Campaigns.Networks;
using Campaigns.Networks.Offices;
using Microsoft.AspNetCore.Http;

namespace Campaigns.Functions.Coordinators.Networks;

/// <summary>Networks for scripts: the same facts as the pages.</summary>
static class NetworkJson
{
    public static IResult One(NetworkBook book) => Results.Json(new
    {
        book.Network.Id,
        book.Network.Name,
        book.Network.CreatedAt,
        organisations = book.Organisations.Select(Organisation),
        people = book.Members.Select(one => new { one.Id, one.Name, one.Email, role = DeskJson.Word(one.Role) }),
        lists = book.Lists.Select(list => new { list.Id, list.Name, list.Organisations, invitations = DirectoryInvitations.Lines(book.Of(list.Id)) }),
    });

    /// <summary>What an import would do, or did.</summary>
    public static IResult Import(Texts texts, ImportView view, bool applied = false) => view.Form.HasErrors
        ? Doors.Problem.Of(texts, view.Form.Errors)
        : Results.Json(new
        {
            applied,
            lines = view.Lines,
            brokenLines = view.File.BrokenLines,
            view.New,
            view.Changed,
            view.Same,
            errors = view.File.Errors.Take(Limits.Errors).Select(error => new { error.Line, error.Column, error.Reason, message = texts.Say(error) }),
            changes = view.Changes.Select(Change),
        });

    static object Change(EntryChange change)
    {
        var changes = change.Changes.Select(one => new { one.Column, one.From, one.To });
        return change switch
        {
            DirectoryChange organisation => new { organisation = Organisation(organisation.After), change.IsNew, changes },
            OfficeChange office => new { office = OfficeJson.Office(office.After), change.IsNew, changes },
            _ => throw new ArgumentOutOfRangeException(nameof(change)),
        };
    }

    static object Organisation(Organisation one) => new { one.Id, one.Names, one.Country, one.Languages, one.Tags, one.Representatives };
}
