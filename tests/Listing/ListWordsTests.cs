using Campaigns.Listing;
using FsCheck;
using FsCheck.Fluent;

namespace Campaigns.Tests.Listing;

/// <summary>By what a title is found.</summary>
public sealed class ListWordsTests
{
    [Theory]
    [InlineData("Let Mira travel!", "let|mira|travel")]
    [InlineData("Échec à l'Élysée", "echec|a|l|elysee")]
    [InlineData("Свободу Анне, 2026", "свободу|анне|2026")]
    [InlineData("a/b\\c#d?e|a", "a|b|c|d|e")]
    [InlineData(" – ", "")]
    public void Words_are_without_case_accents_and_signs(string title, string words) => Assert.Equal(words, string.Join('|', ListWords.Of(title)));

    [Theory]
    [InlineData("mir", true)]
    [InlineData("TRAV let", true)]
    [InlineData("ravel", false)]
    [InlineData("mira stays", false)]
    public void Each_word_begins_one_of_the_title(string asked, bool found) => Assert.Equal(found, ListWords.Finds(ListWords.Of(asked), "Let Mira travel"));

    [Fact]
    public void Any_text_gives_words_that_find_it_and_can_stand_in_a_key() => Prop.ForAll(ArbMap.Default.ArbFor<string?>(), text =>
    {
        var words = ListWords.Of(text ?? "");
        Assert.True(ListWords.Finds(words, text ?? ""));
        Assert.All(words, word => Assert.True(word.Length is > 0 and <= 40 && word.All(one => char.IsLetterOrDigit(one) || char.IsSurrogate(one))));
        Assert.Equal(words.Distinct(), words);
    }).QuickCheckThrowOnFailure();
}
