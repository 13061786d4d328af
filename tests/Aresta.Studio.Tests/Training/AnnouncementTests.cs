using Aresta.Studio.Training.Attaching;

namespace Aresta.Studio.Tests.Training;

/// <summary>How trainings find the studios of their user.</summary>
public sealed class AnnouncementTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("aresta-").FullName;

    private string Folder => Path.Combine(directory, "aresta");

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public void A_studio_is_found_until_it_ends()
    {
        var place = new Place(new("http://127.0.0.1:4321/"), "secret", Environment.ProcessId);
        Assert.Empty(Announcement.Find(Folder));
        using (Announcement.Announce(place.Address, place.Token, Folder))
        {
            Assert.Equal([place], Announcement.Find(Folder));
            Assert.Single(Directory.GetFiles(Folder));
        }

        Assert.Empty(Announcement.Find(Folder));
    }

    [Fact]
    public void Only_the_user_can_read_it_and_what_others_could_have_written_is_not_believed()
    {
        if (OperatingSystem.IsWindows())
        {
            // It stands in the user's own folder there.
            return;
        }

        using var announced = Announcement.Announce(new("http://127.0.0.1:4321/"), "secret", Folder);
        var file = Directory.GetFiles(Folder).Single();
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Folder));

        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        Assert.Empty(Announcement.Find(Folder));
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Assert.Single(Announcement.Find(Folder));
        File.SetUnixFileMode(Folder, File.GetUnixFileMode(Folder) | UnixFileMode.OtherWrite);
        Assert.Empty(Announcement.Find(Folder));
        Assert.Null(Announcement.Announce(new("http://127.0.0.1:4322/"), "secret", Folder));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{\"address\":\"http://127.0.0.1:1/\"}")]
    [InlineData("{\"address\":\"http://example.org/\",\"token\":\"t\",\"process\":1}")]
    [InlineData("{\"address\":\"https://127.0.0.1:1/\",\"token\":\"t\",\"process\":1}")]
    [InlineData("{\"address\":\"/api\",\"token\":\"t\",\"process\":1}")]
    public void What_is_no_place_on_this_machine_is_passed_over(string text)
    {
        using var announced = Announcement.Announce(new("http://127.0.0.1:4321/"), "secret", Folder);
        File.WriteAllText(Directory.GetFiles(Folder).Single(), text);
        Assert.Empty(Announcement.Find(Folder));
    }

    [Fact]
    public void What_a_dead_studio_left_is_taken_away()
    {
        using var announced = Announcement.Announce(new("http://127.0.0.1:4321/"), "secret", Folder);
        var file = Directory.GetFiles(Folder).Single();
        File.WriteAllText(file, "{\"address\":\"http://127.0.0.1:4321/\",\"token\":\"t\",\"process\":2147483646}");
        Assert.Empty(Announcement.Find(Folder));
        Assert.False(File.Exists(file));
    }
}
