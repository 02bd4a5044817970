using System.Runtime.InteropServices;
using HarfBuzzSharp;
using SkiaSharp;

[assembly: DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]

namespace Campaigns.Letters.Pdf;

/// <summary>
/// A typeface with the shapes of some signs only: a document embeds what it is given, and a whole typeface has three hundred kilobytes.
/// HarfBuzz does it, through functions that its .NET library carries and does not name.
/// </summary>
static partial class PdfSubset
{
    const string Library = "libHarfBuzzSharp";
    /// <summary><c>HB_SUBSET_FLAGS_NO_HINTING</c>: paper has no pixels to fit.</summary>
    const uint WithoutHinting = 1;

    /// <param name="signs">Unicode code points.</param>
    /// <returns>Every sign keeps its width and its shape.</returns>
    public static SKTypeface Of(Face whole, IEnumerable<int> signs)
    {
        var input = Required(Create());
        try
        {
            SetFlags(input, WithoutHinting);
            var wanted = UnicodeSet(input);
            foreach (var sign in signs.Order()) Add(wanted, (uint)sign);
            return Typeface(Required(Subset(whole.Handle, input)));
        }
        finally
        {
            Destroy(input);
        }
    }

    static SKTypeface Typeface(nint face)
    {
        var blob = BlobOf(face);
        try
        {
            using var copy = SKData.CreateCopy(DataOf(blob, out var length), length);
            return SKTypeface.FromData(copy) ?? throw new InvalidOperationException("The reduced typeface cannot be read.");
        }
        finally
        {
            DestroyBlob(blob);
            DestroyFace(face);
        }
    }

    static nint Required(nint made) => made != 0 ? made : throw new InvalidOperationException("The typeface could not be reduced.");

    [LibraryImport(Library, EntryPoint = "hb_subset_input_create_or_fail")]
    private static partial nint Create();

    [LibraryImport(Library, EntryPoint = "hb_subset_input_destroy")]
    private static partial void Destroy(nint input);

    [LibraryImport(Library, EntryPoint = "hb_subset_input_unicode_set")]
    private static partial nint UnicodeSet(nint input);

    [LibraryImport(Library, EntryPoint = "hb_subset_input_set_flags")]
    private static partial void SetFlags(nint input, uint flags);

    [LibraryImport(Library, EntryPoint = "hb_set_add")]
    private static partial void Add(nint set, uint value);

    [LibraryImport(Library, EntryPoint = "hb_subset_or_fail")]
    private static partial nint Subset(nint face, nint input);

    [LibraryImport(Library, EntryPoint = "hb_face_reference_blob")]
    private static partial nint BlobOf(nint face);

    [LibraryImport(Library, EntryPoint = "hb_blob_get_data")]
    private static partial nint DataOf(nint blob, out uint length);

    [LibraryImport(Library, EntryPoint = "hb_blob_destroy")]
    private static partial void DestroyBlob(nint blob);

    [LibraryImport(Library, EntryPoint = "hb_face_destroy")]
    private static partial void DestroyFace(nint face);
}
