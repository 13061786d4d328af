using System.Net;
using System.Text;
using Aresta.Graphs;
using Aresta.Tensors;
using static Aresta.Studio.Tests.Studio;

namespace Aresta.Studio.Tests;

/// <summary>Only the page itself is answered, and nothing that it may ask ends the server.</summary>
public sealed class SafetyTests(Studio studio) : IClassFixture<Studio>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_address_answers_the_page_at_once_and_only_on_loopback()
    {
        using var response = await studio.Client.GetAsync("/", Token);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(("127.0.0.1", "/"), (studio.Server.Address.Host, studio.Server.Address.AbsolutePath));
        var page = await response.Content.ReadAsStringAsync(Token);
        Assert.Contains($"content=\"{studio.Server.Token}\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("{{", page, StringComparison.Ordinal);
        var policy = string.Join(' ', response.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none'; script-src 'self'; style-src 'self';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_whole_page_is_less_than_a_megabyte_on_the_wire_and_names_no_other_host()
    {
        var (pending, seen, bytes) = (new Queue<string>(["/"]), new HashSet<string>(["/"]), 0L);
        while (pending.TryDequeue(out var path))
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Add("Accept-Encoding", "br");
            using var response = await studio.Client.SendAsync(request, Token);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            bytes += response.Content.Headers.ContentLength!.Value;
            var text = await (await studio.Client.GetAsync(path, Token)).Content.ReadAsStringAsync(Token);
            foreach (var name in Files(text).Where(seen.Add))
            {
                pending.Enqueue(name);
            }
        }

        Assert.True(seen.Count > 10);
        Assert.InRange(bytes, 100_000, 999_999);

        static IEnumerable<string> Files(string text) => System.Text.RegularExpressions.Regex
            .Matches(text, @"assets/[A-Za-z0-9_-]+[A-Za-z0-9_.-]*\.(?:js|css|woff2|svg)").Select(match => "/" + match.Value);
    }

    [Theory]
    [InlineData("Origin", "https://example.org")]
    [InlineData("Origin", "null")]
    [InlineData("Origin", "http://127.0.0.1")]
    [InlineData("Origin", "http://127.0.0.1:1")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Host", "example.org")]
    [InlineData("Host", "127.0.0.1:1")]
    [InlineData("X-Aresta-Token", "")]
    [InlineData("X-Aresta-Token", "0123")]
    public async Task A_foreign_request_is_refused(string header, string value)
    {
        foreach (var path in new[] { "/api/explore", "/api/chain", "/api/no-such" })
        {
            using var request = studio.Request(path, About());
            request.Headers.Remove(header);
            request.Headers.TryAddWithoutValidation(header, value);
            using var response = await studio.Client.SendAsync(request, Token);
            Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        }
    }

    [Fact]
    public async Task The_page_is_not_read_under_another_name_and_its_own_origin_is_answered()
    {
        using var rebound = new HttpRequestMessage(HttpMethod.Get, "/");
        rebound.Headers.Host = "attacker.example:" + studio.Server.Address.Port;
        using var refused = await studio.Client.SendAsync(rebound, Token);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.DoesNotContain(studio.Server.Token, await refused.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);

        using var own = studio.Request("/api/explore", About());
        own.Headers.Add("Origin", studio.Server.Address.GetLeftPart(UriPartial.Authority));
        using var answered = await studio.Client.SendAsync(own, Token);
        Assert.Equal(HttpStatusCode.OK, answered.StatusCode);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_replaced_by_a_free_one()
    {
        await using var second = await StudioServer.StartAsync(new() { Port = studio.Server.Address.Port }, Token);
        Assert.True(second.Moved);
        Assert.NotEqual(studio.Server.Address.Port, second.Address.Port);
        Assert.NotEqual(studio.Server.Token, second.Token);
        Assert.Equal(HttpStatusCode.OK, (await studio.Client.GetAsync(second.Address, Token)).StatusCode);
    }

    [Theory]
    [InlineData("[1,2]")]
    [InlineData("{\"source\":")]
    [InlineData("")]
    [InlineData("[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[")]
    public async Task A_request_that_is_no_object_is_refused(string body)
    {
        using var request = studio.Request("/api/explore", 0);
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await studio.Client.SendAsync(request, Token);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("\"error\"", await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_beyond_all_bounds_is_not_read()
    {
        using var request = studio.Request("/api/explore", new { source = new string('x', 2_000_000) });
        using var response = await studio.Client.SendAsync(request, Token);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    public static TheoryData<string, string> Hostile => new()
    {
        { new string('x', 100_000), "limit" },
        { "y = " + string.Join('+', Enumerable.Repeat("x", 9_000)), "limit" },
        { "y = outer(outer_(x), x)", "expression" },
        { $"v = [{string.Join(',', Enumerable.Repeat("x", 900))}]; y = outer(v, v); z = y@y@y", "limit" },
        { "y = " + new string('(', 20_000), "expression" },
        { "y = " + new string('-', 20_000) + "x", "limit" },
        { "y = x^999999999999", "" },
        { "\0\u202e", "expression" },
        { "aresta 1\ngraph(x: float64[1000000,1000000]) {\n  return x\n}\n", "" },
        { "{\"nodes\":[]}", "graph" },
    };

    [Theory, MemberData(nameof(Hostile))]
    public async Task What_is_too_much_is_refused_with_a_sentence_in_both_languages(string source, string kind)
    {
        var answers = new List<string>();
        foreach (var language in new[] { "en", "pt-BR" })
        {
            var answer = await studio.Ask("/api/explore", new { source, language });
            if (kind.Length > 0)
            {
                Assert.Equal(kind, Text(answer["error"]!["kind"]));
            }

            answers.Add(answer.ToJsonString());
        }

        Assert.True(kind != "limit" || answers[0] != answers[1]);
    }

    [Fact]
    public async Task An_endless_loop_is_cut_off_and_the_server_lives_on()
    {
        var endless = Graph.Trace(x => Flow.While(x, y => y < double.PositiveInfinity, y => y * 0.5 + 1), TensorType.Float64());
        var (kind, message) = await studio.Refusal("/api/explore", new { source = endless.Print(), language = "pt-BR" });
        Assert.Equal("budget", kind);
        Assert.Contains("1 segundos e foi interrompido", message, StringComparison.Ordinal);
        Assert.Equal(6, (await studio.Ask("/api/explore", About()))["nodes"]!.GetValue<int>());
    }

    [Fact]
    public async Task Two_hundred_clients_with_valid_and_hostile_requests_are_all_answered_within_bounded_memory()
    {
        string[] hostile = [.. Hostile.Select(row => (string)row.Data.Item1)];
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var clients = Enumerable.Range(0, 200).Select(async client =>
        {
            var answered = 0;
            for (var round = 0; round < 4; round++)
            {
                var isHostile = (client + round) % 3 == 0;
                object body = isHostile ? new { source = hostile[(client + round) % hostile.Length] }
                    : About($"c = a + b\nd = b + {client}\ne = c * d");
                using var response = await studio.Client.SendAsync(studio.Request("/api/explore", body), Token);
                Assert.Equal(HttpStatusCode.OK, response.StatusCode);
                var answer = await response.Content.ReadAsStringAsync(Token);
                Assert.True(isHostile || answer.Contains("\"drawn\"", StringComparison.Ordinal), answer);
                answered++;
            }

            return answered;
        });
        Assert.Equal(800, (await Task.WhenAll(clients)).Sum());
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 200_000_000);
    }
}
