using Dapper;
using PolicyBot.Core;

namespace PolicyBot.Storage;

public sealed partial class SqliteWorkshopStore
{
    public Task<IReadOnlySet<PersonId>> Told(WorkshopId workshop, string what, CancellationToken cancellation) => Read<IReadOnlySet<PersonId>>(
        db => db.Query<string>(
                "SELECT t.person FROM told t JOIN workshops w ON w.id = t.workshop WHERE w.slug = @workshop AND t.what = @what",
                new { workshop = workshop.Value, what })
            .Select(person => new PersonId(person)).ToHashSet(),
        cancellation);

    public Task NoteTold(WorkshopId workshop, string what, IReadOnlyCollection<PersonId> people, CancellationToken cancellation) => Write(
        batch => people.Sum(person => batch.Db.Execute(
            """
            INSERT INTO told (workshop, what, person)
            SELECT @workshop, @what, @person WHERE NOT EXISTS (SELECT 1 FROM told WHERE workshop = @workshop AND what = @what AND person = @person)
            """,
            new { workshop = batch.Ids.Workshop(workshop), what, person = person.Value })),
        cancellation);

    public Task TakeBackTold(WorkshopId workshop, string what, IReadOnlyCollection<PersonId> people, CancellationToken cancellation) => Write(
        batch => people.Sum(person => batch.Db.Execute(
            "DELETE FROM told WHERE workshop = @workshop AND what = @what AND person = @person",
            new { workshop = batch.Ids.Workshop(workshop), what, person = person.Value })),
        cancellation);

    public Task ForgetReminded(WorkshopId workshop, RoundId round, CancellationToken cancellation) => Write(
        batch => batch.Db.Execute(
            "DELETE FROM told WHERE workshop = @workshop AND what LIKE @reminders",
            new { workshop = batch.Ids.Workshop(workshop), reminders = $"remind:{round}:%" }),
        cancellation);
}
