#pragma warning disable CA1309 // these comparisons become OData, which is ordinal
using System.Globalization;
using System.Linq.Expressions;
using Azure.Data.Tables;

namespace Campaigns.Tests.Tables;

/// <summary>Filters as text; what the service finds with them is in <see cref="QueriesTests"/>.</summary>
public sealed class FiltersTests
{
    static readonly Guid Id = Guid.Parse("c9da6455-213d-42c9-9a79-3e9149a57833");
    static readonly DateTimeOffset Instant = new DateTimeOffset(2024, 3, 1, 12, 0, 0, TimeSpan.FromHours(2)).AddTicks(1_234_567);

    [Fact]
    public void EveryTypeHasItsLiteral()
    {
        Assert.Equal("A eq 'l''été'", TableClient.CreateQueryFilter($"A eq {"l'été"}"));
        Assert.Equal("A eq '''; drop'", TableClient.CreateQueryFilter($"A eq {"'; drop"}"));
        Assert.Equal("A eq 5", TableClient.CreateQueryFilter($"A eq {5}"));
        Assert.Equal("A eq -5L", TableClient.CreateQueryFilter($"A eq {-5L}"));
        Assert.Equal("A eq 5.0", TableClient.CreateQueryFilter($"A eq {5.0}"));
        Assert.Equal("A eq 0.1", TableClient.CreateQueryFilter($"A eq {0.1}"));
        Assert.Equal("A eq true", TableClient.CreateQueryFilter($"A eq {true}"));
        Assert.Equal($"A eq guid'{Id}'", TableClient.CreateQueryFilter($"A eq {Id}"));
        Assert.Equal("A eq datetime'2024-03-01T10:00:00.1234567Z'", TableClient.CreateQueryFilter($"A eq {Instant}"));
        Assert.Equal("A eq datetime'2024-03-01T10:00:00.1234567Z'", TableClient.CreateQueryFilter($"A eq {Instant.UtcDateTime}"));
        Assert.Equal("A eq X'00ff10'", TableClient.CreateQueryFilter($"A eq {new byte[] { 0, 255, 16 }}"));
        Assert.Equal("A eq X'07'", TableClient.CreateQueryFilter($"A eq {new BinaryData([7])}"));
        Assert.Equal("A eq 'Urgent' and B eq 'x'", TableServiceClient.CreateQueryFilter($"A eq {Tone.Urgent} and B eq {'x'}"));
    }

    [Fact]
    public void WhatHasNoLiteralIsRefused()
    {
        Assert.Throws<NotSupportedException>(() => TableClient.CreateQueryFilter($"A eq {double.NaN}"));
        Assert.Throws<NotSupportedException>(() => TableClient.CreateQueryFilter($"A eq {1.5m}"));
        Assert.Throws<NotSupportedException>(() => TableClient.CreateQueryFilter($"A eq {Instant.LocalDateTime}"));
    }

    [Fact]
    public void LiteralsDoNotFollowTheCulture()
    {
        var culture = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("fr-FR");
        try
        {
            Assert.Equal("A eq -1.5", TableClient.CreateQueryFilter($"A eq {-1.5}"));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public void Comparisons()
    {
        var key = "it's";
        var limit = 7;
        Says("PartitionKey eq 'it''s'", e => e.PartitionKey == key);
        Says("PartitionKey ne 'it''s'", e => key != e.PartitionKey);
        Says("Whole gt 7", e => e.Whole > limit);
        Says("Whole lt 8", e => limit + 1 > e.Whole);
        Says("Whole ge 7", e => limit <= e.Whole);
        Says("Big le 7L", e => e.Big <= limit);
        Says("Real ge 7.0", e => e.Real >= limit);
        Says("Tone eq 'Urgent'", e => e.Tone == Tone.Urgent);
        Says("MaybeTone ne 'Plain'", e => e.MaybeTone != Tone.Plain);
        Says("MaybeWhole eq 7", e => e.MaybeWhole == limit);
        Says("MaybeWhole lt 7", e => e.MaybeWhole!.Value < limit);
        Says($"Id eq guid'{Id}'", e => e.Id == Id);
        Says("Instant lt datetime'2024-03-01T10:00:00.1234567Z'", e => e.Instant < Instant);
        Says("Timestamp lt datetime'2024-03-01T10:00:00.1234567Z'", e => e.Timestamp < Instant);
        Says("Text eq 'it''s'", e => e.Text!.Equals(key));
        Says("Text eq 'it''s'", e => string.Equals(key, e.Text));
        Says("Renamed eq 'x'", e => e.Own == "x");
    }

    [Fact]
    public void Logic()
    {
        var yes = true;
        Says("(Whole eq 1) and (Bool eq true)", e => e.Whole == 1 && e.Bool);
        Says("(Whole eq 1) or (not (Bool eq true))", e => e.Whole == 1 || !e.Bool);
        Says("((Whole eq 1) or (Whole eq 2)) and (not (Big eq 3L))", e => (e.Whole == 1 || e.Whole == 2) && !(e.Big == 3));
        Says("Bool eq true", e => e.Bool == yes);
        Says("MaybeBool eq false", e => e.MaybeBool == false);
        Assert.Null(TableClient.CreateQueryFilter<Letter>(e => yes));
    }

    [Fact]
    public void TextInOrder()
    {
        Says("RowKey ge 'a'", e => string.Compare(e.RowKey, "a") >= 0);
        Says("RowKey gt 'a'", e => string.Compare("a", e.RowKey) < 0);
        Says("RowKey lt 'b'", e => e.RowKey.CompareTo("b") < 0);
        Says("(RowKey ge 'a') and (RowKey lt 'b')", e => e.RowKey.CompareTo("a") >= 0 && 0 > e.RowKey.CompareTo("b"));
    }

    [Fact]
    public void Dictionaries()
    {
        var name = "Name";
        Assert.Equal("Name eq 'x'", TableClient.CreateQueryFilter<TableEntity>(e => (string)e[name]! == "x"));
        Assert.Equal("Name eq 'x'", TableClient.CreateQueryFilter<TableEntity>(e => e.GetString("Name") == "x"));
        Assert.Equal("N gt 5", TableClient.CreateQueryFilter<TableEntity>(e => e.GetInt32("N") > 5));
        Assert.Equal("N gt 5", TableClient.CreateQueryFilter<TableEntity>(e => (int)e["N"]! > 5));
        Assert.Equal("N gt 5L", TableClient.CreateQueryFilter<TableEntity>(e => e.GetInt64("N") > 5));
        Assert.Equal("PartitionKey eq 'p'", TableClient.CreateQueryFilter<ITableEntity>(e => e.PartitionKey == "p"));
        Assert.Equal("B eq true", TableClient.CreateQueryFilter<TableEntity>(e => e.GetBoolean("B")!.Value));
    }

    [Fact]
    public void WhatODataCannotSayIsRefused()
    {
        Refuses(e => e.Text!.StartsWith('a'));
        Refuses(e => e.Text!.Length > 3);
        Refuses(e => e.Whole == e.Big);
        Refuses(e => e.Text!.Trim() == "A");
        Refuses(e => string.CompareOrdinal(e.RowKey, "a") > 0);
        Refuses(e => e.RowKey.CompareTo("b") == 1);
        Refuses(e => e.MaybeWhole.HasValue);
    }

    static void Says(string expected, Expression<Func<Letter, bool>> filter) => Assert.Equal(expected, TableClient.CreateQueryFilter(filter));

    static void Refuses(Expression<Func<Letter, bool>> filter) => Assert.Throws<NotSupportedException>(() => TableClient.CreateQueryFilter(filter));
}
