using System.Text;

namespace Campaigns.Local.Launcher.Demo;

/// <summary>Reads CSV as spreadsheets do (RFC 4180).</summary>
static class Csv
{
    public static List<string[]> Rows(string text)
    {
        var rows = new List<string[]>();
        var row = new List<string>();
        var cell = new StringBuilder();
        var quoted = false;
        for (var at = 0; at < text.Length; at++)
        {
            var character = text[at];
            if (quoted && character == '"' && at + 1 < text.Length && text[at + 1] == '"') cell.Append(text[at++]);
            else if (character == '"') quoted = !quoted;
            else if (quoted || character is not (',' or '\r' or '\n')) cell.Append(character);
            else if (character == ',') EndCell();
            else if (character == '\n') EndRow();
        }
        if (cell.Length + row.Count > 0) EndRow();
        return rows;

        void EndCell()
        {
            row.Add(cell.ToString());
            cell.Clear();
        }

        void EndRow()
        {
            EndCell();
            rows.Add([.. row]);
            row.Clear();
        }
    }
}
