import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('elections', '0001_initial'), ('elections', '0002_editions_and_steps'), ('elections', '0003_rulebooks_to_editions'), ('elections', '0004_cycles_of_editions'), ('elections', '0005_archiving_and_acts'), ('elections', '0006_candidates_of_every_body'), ('elections', '0007_committee_candidates'), ('elections', '0008_committee_side'), ('elections', '0009_bodies_and_polling_day')]

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('documents', '0001_tables'),
        ('villages', '0001_tables'),
    ]

    operations = [
        migrations.CreateModel(
            name='LedgerHead',
            fields=[
                ('chain', models.CharField(help_text='Official code of the place', max_length=12, primary_key=True, serialize=False)),
                ('seq', models.PositiveIntegerField(default=0)),
                ('hash', models.CharField(default='0000000000000000000000000000000000000000000000000000000000000000', max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name='Cycle',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120)),
                ('training', models.BooleanField()),
                ('clock', models.DateTimeField(blank=True, null=True)),
                ('opened_at', models.DateTimeField()),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('archived_at', models.DateTimeField(blank=True, help_text='When personal data that the archive may not keep were deleted', null=True)),
                ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('township', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cycles', to='villages.division')),
            ],
            options={
                'ordering': ['-opened_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Election',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ordinal', models.PositiveSmallIntegerField(blank=True, help_text='第十一次 is 11; none where the plan elects no committee', null=True)),
                ('registration_day', models.DateField(blank=True, null=True)),
                ('election_day', models.DateField(blank=True, null=True)),
                ('party_day', models.DateField(blank=True, null=True)),
                ('day_reason', models.CharField(blank=True, help_text="Why the day lies outside the plan's window", max_length=200)),
                ('weak', models.BooleanField(default=False, help_text='软弱涣散: to be rectified before it elects')),
                ('complex', models.BooleanField(default=False, help_text='选情复杂: needs a plan of its own')),
                ('cycle', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='elections', to='elections.cycle')),
                ('village', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='elections', to='villages.village')),
            ],
            options={
                'ordering': ['village_id'],
                'constraints': [models.UniqueConstraint(fields=('cycle', 'village'), name='election_once_a_cycle')],
            },
        ),
        migrations.CreateModel(
            name='HistoricalElection',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('ordinal', models.PositiveSmallIntegerField(blank=True, help_text='第十一次 is 11; none where the plan elects no committee', null=True)),
                ('registration_day', models.DateField(blank=True, null=True)),
                ('election_day', models.DateField(blank=True, null=True)),
                ('party_day', models.DateField(blank=True, null=True)),
                ('day_reason', models.CharField(blank=True, help_text="Why the day lies outside the plan's window", max_length=200)),
                ('weak', models.BooleanField(default=False, help_text='软弱涣散: to be rectified before it elects')),
                ('complex', models.BooleanField(default=False, help_text='选情复杂: needs a plan of its own')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('cycle', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='elections.cycle')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('village', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='villages.village')),
            ],
            options={
                'verbose_name': 'historical election',
                'verbose_name_plural': 'historical elections',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='LedgerEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('chain', models.CharField(help_text='Official code of the village or township', max_length=12)),
                ('seq', models.PositiveIntegerField()),
                ('at', models.DateTimeField(help_text='Time of the act on the clock of its cycle')),
                ('written_at', models.DateTimeField(help_text="Time of writing on the server's clock")),
                ('user_name', models.CharField(blank=True, max_length=50)),
                ('office', models.CharField(blank=True, max_length=60)),
                ('role', models.CharField(blank=True, choices=[('county_office', 'County re-election office'), ('county_reviewer', 'County joint review'), ('county_department', 'Department in the joint review'), ('township_office', 'Township re-election office'), ('village_clerk', 'Village election committee'), ('teller', 'Teller'), ('auditor', 'Auditor')], max_length=20)),
                ('step', models.CharField(blank=True, max_length=60)),
                ('act', models.CharField(choices=[('cycle.opened', 'Opened the cycle'), ('cycle.closed', 'Closed the cycle'), ('cycle.clock_moved', 'Moved the training clock'), ('election.day_set', 'Set the election day'), ('election.seats_set', 'Set the seats'), ('election.seats_approved', 'Entered an approval of more seats'), ('team.fact_stated', 'Stated what no register says of a person'), ('team.target_filed', 'Filed the targets of a team'), ('election.postponed', 'Put the election day off'), ('cycle.archived', 'Archived the cycle and deleted personal data'), ('register.loaded', 'Took over a register sheet'), ('register.changed', 'Changed a register'), ('register.exported', 'Exported a register'), ('register.id_seen', 'Looked at a full identity number'), ('kin.recorded', 'Recorded a kinship'), ('place.changed', 'Changed the particulars of a place'), ('place.merged', 'Merged or recoded a place'), ('village.marked', 'Marked the village'), ('rulebook.made', 'Made a rulebook'), ('rulebook.amended', 'Amended the rulebook of the cycle'), ('holidays.entered', 'Entered the official holidays of a year'), ('step.recorded', 'Recorded an off-line step'), ('step.record_withdrawn', 'Withdrew the record of a step'), ('extension.asked', 'Asked for more time'), ('extension.granted', 'Granted more time'), ('extension.refused', 'Refused more time'), ('step.waived', 'Let a step go on with a reason'), ('step.forced', 'Forced a step against the order'), ('representatives.allotted', 'Allotted the places of representatives'), ('representatives.counted', 'Recorded an election of representatives'), ('representative.left', 'Recorded that a representative left'), ('representative.moved_up', 'Took the next into a representative’s place'), ('representatives.filed', 'Handed in the register of representatives'), ('representatives.received', 'Took the register of representatives on file'), ('representatives.published', 'Published the representatives'), ('body.elected', 'Recorded an election to a supporting body'), ('body.filed', 'Handed in a supporting body'), ('body.received', 'Took a supporting body on file'), ('body.published', 'Published a supporting body'), ('body.left', 'Recorded who left a supporting body'), ('committee.proposed', 'Proposed an election committee'), ('committee.formed', 'Recorded the election of the election committee'), ('committee.filled', 'Recorded a further election to the election committee'), ('committee.chair', 'Recorded whom the election committee chose as chair'), ('committee.filed', 'Handed in the election committee'), ('committee.received', 'Took the election committee on file'), ('committee.announced', 'Announced the election committee'), ('committee.left', 'Recorded who left the election committee'), ('roll.uploaded', 'Uploaded a roll sheet'), ('roll.committed', 'Took over a roll sheet'), ('roll.published', 'Published the voter roll'), ('roll.drawn_up', 'Drew the roll up from the register'), ('roll.correction_opened', 'Opened a correction of the roll'), ('roll.confirmed', 'Confirmed the roll as final'), ('voter.registered', 'Registered a voter'), ('voter.changed', 'Changed an entry of the roll'), ('voter.refused', 'Listed a person as not registered'), ('voter.struck', 'Took a person off the roll'), ('appeal.filed', 'Took in an objection to the roll'), ('appeal.decided', 'Decided an objection to the roll'), ('proxy.requested', 'Took in a proxy'), ('proxy.approved', 'Approved a proxy'), ('proxy.refused', 'Refused a proxy'), ('proxy.revoked', 'Revoked a proxy'), ('proxy.published', 'Published the proxies'), ('mobile.requested', 'Took in a request for the mobile box'), ('mobile.confirmed', 'Confirmed a voter of the mobile box'), ('mobile.refused', 'Refused a request for the mobile box'), ('mobile.route_set', 'Set the route of a mobile box'), ('staff.appointed', 'Appointed people for polling day'), ('staff.replaced', 'Replaced somebody of polling day'), ('staff.released', 'Released somebody of polling day'), ('place.ticked', 'Looked over what a polling place needs'), ('box.shown_empty', 'Recorded that a box was shown empty and sealed'), ('turnout.reported', 'Reported how many ballots were handed out'), ('papers.accounted', "Closed the account of a place's ballot papers"), ('ballot.issued', 'Handed out a ballot'), ('ballot.taken_back', 'Took a ballot back'), ('nomination.recorded', 'Recorded the nomination result'), ('preselection.recorded', 'Recorded the preselection'), ('candidates.proposed', 'Proposed candidates'), ('candidate.passed', 'Passed a candidate'), ('candidate.returned', 'Returned a candidate'), ('candidate.rejected', 'Rejected a candidate'), ('fact.stated', 'Recorded what an office states of a person'), ('rule.relaxed', 'Recorded the document that relaxes a rule'), ('kin.decided', 'Recorded what was decided on relatives'), ('candidate.review_waived', 'Took over the joint review of the Party election'), ('departments.answered', 'Answered as a department of the joint review'), ('department.questioned', 'Asked the village about a candidate'), ('department.told', 'Answered a department’s question'), ('sign_off.recorded', 'Recorded a signature above'), ('notice.opened', 'Posted a public notice'), ('notice.objected', 'Took in an objection to a notice'), ('notice.decided', 'Decided an objection to a notice'), ('feedback.received', 'Recorded the receipt of a written feedback'), ('candidates.published', 'Published the formal candidates'), ('candidate.withdrew', 'Recorded a candidate’s withdrawal'), ('candidates.changed', 'Published the changed list of formal candidates'), ('candidates.introduced', 'Recorded an introduction of the candidates'), ('introduction.entered', 'Entered the sheet that introduces a candidate'), ('introduction.checked', 'Checked the sheet that introduces a candidate'), ('party.recommended', 'Recorded the recommendation meeting'), ('party.list_decided', 'Decided a list of the Party organisation'), ('party.stage_recorded', "Recorded a stage of the Party organisation's election"), ('party.inspected', 'Recorded an inspection'), ('assembly.left_out', 'Entered a member who is not counted as expected'), ('assembly.approved', 'Recorded an approval for leaving a member out'), ('assembly.withdrawn', 'Withdrew the entry of a member not counted'), ('assembly.item_held', 'Recorded an item of the assembly'), ('assembly.item_taken_back', 'Took back an item of the assembly'), ('time_place.published', 'Published voting time and place'), ('contest.prepared', 'Prepared a vote'), ('box.entered', 'Entered a count sheet'), ('papers.opened', 'Opened the count of a box, paper by paper'), ('paper.undone', 'Took back a ballot paper that was typed'), ('paper.photographed', 'Attached a photograph of a doubtful ballot paper'), ('paper.ruled', 'Ruled on a doubtful ballot paper'), ('papers.closed', 'Closed the count of a box, paper by paper'), ('hall.opened', 'Opened the screen in the hall'), ('hall.revoked', 'Closed the screen in the hall'), ('sheets.imported', 'Took over count sheets from a workbook'), ('box.settled', 'Settled a count sheet'), ('box.reopened', 'Had a box counted once more'), ('count.tallied', 'Tallied the count'), ('runoff.opened', 'Opened a runoff'), ('write_in.reviewed', 'Reviewed a person elected by write-in'), ('result.confirmed', 'Confirmed the result'), ('ballots.sealed', 'Recorded that the ballots were sealed'), ('result.invalid', 'Declared an election invalid'), ('paper.issued', 'Issued a paper'), ('paper.posted', 'Posted a paper'), ('paper.taken_down', 'Took a paper down')], max_length=40)),
                ('subject', models.CharField(max_length=200)),
                ('data', models.JSONField()),
                ('digest', models.CharField(help_text='SHA-256 of the canonical data', max_length=64)),
                ('previous', models.CharField(max_length=64)),
                ('hash', models.CharField(max_length=64)),
                ('cycle', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='ledger', to='elections.cycle')),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['chain', 'seq'],
                'indexes': [models.Index(fields=['chain', '-seq'], name='elections_l_chain_75ec16_idx'), models.Index(fields=['cycle', '-written_at'], name='elections_l_cycle_i_31f0b5_idx')],
                'constraints': [models.UniqueConstraint(fields=('chain', 'seq'), name='ledger_seq_once'), models.CheckConstraint(condition=models.Q(models.Q(('office', ''), ('role', ''), ('user', None), ('user_name', '')), models.Q(('user__isnull', False), models.Q(('role', ''), _negated=True)), _connector='OR'), name='ledger_officer_or_nobody')],
            },
        ),
        migrations.CreateModel(
            name='Postponement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('before', models.DateField()),
                ('after', models.DateField()),
                ('reason', models.CharField(max_length=500)),
                ('approval', models.CharField(help_text='Who approved it: office and document', max_length=200)),
                ('renews_roll', models.BooleanField()),
                ('made_at', models.DateTimeField()),
                ('election', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='postponements', to='elections.election')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('after__gt', models.F('before'))), name='postponement_later')],
            },
        ),
        migrations.CreateModel(
            name='RulebookDraft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('owner', models.CharField(max_length=12)),
                ('text', models.TextField()),
                ('based_on', models.CharField(help_text='What it was copied from, as people read it', max_length=90)),
                ('made_at', models.DateTimeField()),
                ('changed_at', models.DateTimeField()),
                ('cycle', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='drafts', to='elections.cycle')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-changed_at', '-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('cycle', None), _negated=True), fields=('cycle',), name='draft_one_amendment_at_a_time')],
            },
        ),
        migrations.CreateModel(
            name='RulebookEdition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('owner', models.CharField(blank=True, max_length=12)),
                ('name', models.CharField(max_length=60)),
                ('version', models.CharField(max_length=20)),
                ('kind', models.CharField(max_length=10)),
                ('title', models.JSONField(help_text='In both languages: {zh, en}')),
                ('text', models.TextField(help_text='The TOML that it is made from')),
                ('data', models.JSONField(help_text="Frozen, the base's values included")),
                ('digest', models.CharField(help_text='SHA-256 of the canonical data', max_length=64)),
                ('reason', models.CharField(blank=True, max_length=500)),
                ('changed', models.JSONField(default=list, help_text='[{path, before, after}]')),
                ('made_at', models.DateTimeField()),
                ('amends', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='elections.rulebookedition')),
                ('made_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['name', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('owner', ''), _negated=True), fields=('owner', 'name', 'version'), name='edition_version_once'), models.UniqueConstraint(condition=models.Q(('owner', '')), fields=('digest',), name='edition_shipped_once')],
            },
        ),
        migrations.CreateModel(
            name='KeptWindow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('step', models.CharField(max_length=60)),
                ('opens', models.DateTimeField(blank=True, null=True)),
                ('closes', models.DateTimeField(blank=True, null=True)),
                ('locks', models.DateTimeField(blank=True, null=True)),
                ('clause', models.CharField(max_length=40)),
                ('lock_clause', models.CharField(blank=True, max_length=40)),
                ('open_clause', models.CharField(blank=True, max_length=40)),
                ('election', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='kept_windows', to='elections.election')),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='elections.rulebookedition')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('election', 'step'), name='kept_window_once')],
            },
        ),
        migrations.AddField(
            model_name='cycle',
            name='edition',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cycles', to='elections.rulebookedition'),
        ),
        migrations.CreateModel(
            name='Amendment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('made_at', models.DateTimeField()),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('cycle', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='amendments', to='elections.cycle')),
                ('after', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='elections.rulebookedition')),
                ('before', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='elections.rulebookedition')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('cycle', 'after'), name='amendment_once')],
            },
        ),
        migrations.CreateModel(
            name='StepExtension',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('step', models.CharField(max_length=60)),
                ('wanted', models.DateField(help_text='The last day asked for')),
                ('reason', models.CharField(max_length=500)),
                ('asked_at', models.DateTimeField()),
                ('state', models.CharField(choices=[('open', 'Asked for'), ('granted', 'Granted'), ('refused', 'Refused')], default='open', max_length=10)),
                ('until', models.DateField(blank=True, help_text='The last day granted', null=True)),
                ('answer', models.CharField(blank=True, max_length=500)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('election', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='extensions', to='elections.election')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'open')), fields=('election', 'step'), name='extension_asked_once'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'granted'), ('until__isnull', False)), models.Q(models.Q(('state', 'granted'), _negated=True), ('until', None)), _connector='OR'), name='extension_granted_until')],
            },
        ),
        migrations.CreateModel(
            name='StepRecord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('step', models.CharField(max_length=60)),
                ('parts', models.JSONField(default=list)),
                ('held_on', models.DateField()),
                ('people', models.CharField(max_length=200)),
                ('note', models.CharField(max_length=500)),
                ('recorded_at', models.DateTimeField()),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('withdrawn_because', models.CharField(blank=True, max_length=200)),
                ('election', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='step_records', to='elections.election')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('withdrawn_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['held_on', 'pk'],
                'indexes': [models.Index(fields=['election', 'step'], name='elections_s_electio_0fc00b_idx')],
            },
        ),
        migrations.CreateModel(
            name='StepFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120)),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storedfile')),
                ('record', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='files', to='elections.steprecord')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='StepSignature',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=50)),
                ('post', models.CharField(max_length=60)),
                ('record', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='signatures', to='elections.steprecord')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='StepWaiver',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('step', models.CharField(max_length=60)),
                ('over', models.CharField(help_text='The step that is not done', max_length=60)),
                ('clause', models.CharField(help_text='The rule that is not kept', max_length=40)),
                ('reason', models.CharField(max_length=500)),
                ('approval', models.CharField(help_text='Who approved it: office and document', max_length=200)),
                ('forced', models.BooleanField()),
                ('violation', models.CharField(blank=True, max_length=40)),
                ('made_at', models.DateTimeField()),
                ('election', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='waivers', to='elections.election')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('election', 'step', 'over'), name='waiver_once')],
            },
        ),
        migrations.CreateModel(
            name='AnnouncedHolidays',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('owner', models.CharField(max_length=12)),
                ('year', models.PositiveSmallIntegerField()),
                ('off', models.JSONField(help_text='Weekdays that are off, as ISO dates')),
                ('worked', models.JSONField(help_text='Weekend days that are worked, as ISO dates')),
                ('source', models.CharField(max_length=200)),
                ('entered_at', models.DateTimeField()),
                ('entered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-year', 'owner'],
                'constraints': [models.UniqueConstraint(fields=('owner', 'year'), name='holidays_once_a_year')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='ledgerentry',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='0a31b8eb022f7eda32ba1e687d7e4211653bf9b8', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_eca51', table='elections_ledgerentry', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rulebookedition',
            trigger=pgtrigger.compiler.Trigger(name='edition_kept', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='48245dfa69cc3da6b52921273868c773b04db47f', operation='UPDATE OR DELETE', pgid='pgtrigger_edition_kept_799f2', table='elections_rulebookedition', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='cycle',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('clock__isnull', False), ('training', True)), models.Q(('clock', None), ('training', False)), _connector='OR'), name='cycle_clock_only_in_training'),
        ),
        migrations.AddConstraint(
            model_name='cycle',
            constraint=models.CheckConstraint(condition=models.Q(('archived_at', None), ('closed_at__isnull', False), _connector='OR'), name='cycle_archived_after_closing'),
        ),
        migrations.AddConstraint(
            model_name='cycle',
            constraint=models.UniqueConstraint(condition=models.Q(('closed_at', None)), fields=('township', 'training'), name='cycle_one_running_of_a_sort'),
        ),
    ]
