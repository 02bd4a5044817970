namespace Campaigns.Tests.Look;

/// <summary>What is measured in a page, as scripts.</summary>
static class Measures
{
    /// <summary>What holds more than it shows, as a person would see it.</summary>
    public const string Cut = """
        () => [...document.querySelectorAll('body, body *')]
          .filter(e => e.clientWidth > 0 && getComputedStyle(e).display !== 'inline' && !e.closest('svg, select, input, textarea, .unseen, .skip'))
          .filter(e => e.scrollWidth > e.clientWidth + 1 && !['auto', 'scroll'].includes(getComputedStyle(e).overflowX)
            || e.scrollHeight > e.clientHeight + 1 && ['hidden', 'clip'].includes(getComputedStyle(e).overflowY))
          .map(e => `cut: ${e.tagName}.${e.className} ${e.scrollWidth} > ${e.clientWidth}, ${e.scrollHeight} > ${e.clientHeight}: ${e.textContent.trim().slice(0, 60)}`)
        """;

    /// <summary>Everything that one screen is looked at for; gives complaints.</summary>
    public const string Look = $$"""
        async ({ unfolded, still, axe: what, palette }) => {
          for (const fold of document.querySelectorAll('details')) {
            fold.dataset.asItCame ??= fold.open ? 'open' : '';
            fold.open = unfolded || fold.dataset.asItCame === 'open';
          }
          const found = ({{Cut}})();
          if (document.documentElement.scrollWidth > innerWidth) found.push(`too wide: ${document.documentElement.scrollWidth}`);
          if (still && (document.getAnimations().length > 0 || getComputedStyle(document.documentElement).scrollBehavior === 'smooth')) found.push('something moves');
          if (what === 'Nothing') return found;
          const tags = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] };
          const { violations } = await axe.run(document, {
            runOnly: what === 'Everything' ? tags : { type: 'rule', values: ['color-contrast'] },
            rules: palette ? {} : { 'color-contrast': { enabled: false } }, // whoever reads the page's colours is not told those that the system paints
            resultTypes: ['violations'],
          });
          return found.concat(violations.map(one => `${one.id}: ${one.help}: ${one.nodes.slice(0, 4).map(node => node.html.slice(0, 200) + ' ' + (node.any[0]?.message ?? '')).join(' ')}`));
        }
        """;
}
