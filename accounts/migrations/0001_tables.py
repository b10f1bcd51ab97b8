import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('accounts', '0001_initial'), ('accounts', '0002_officer_inbox'), ('accounts', '0003_candidates_of_every_body')]

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('username', models.CharField(max_length=60, unique=True, verbose_name='User name')),
                ('name', models.CharField(max_length=50, verbose_name='Name')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='E-mail')),
                ('wants_digest', models.BooleanField(default=True, help_text='A message each morning, if there is an address')),
                ('language', models.CharField(blank=True, choices=[('zh-hans', 'Simplified Chinese'), ('en', 'English')], max_length=10)),
                ('is_active', models.BooleanField(default=True)),
                ('is_demo', models.BooleanField(default=False)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='FeedLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(help_text='SHA-256 of the token; the token is not kept', max_length=64, unique=True)),
                ('made_at', models.DateTimeField()),
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='feed', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='KeptInput',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('path', models.CharField(help_text='The address of the page, without its query', max_length=300)),
                ('data', models.JSONField(help_text='The fields as sent: {name: [values]}; never a password or a file')),
                ('refusal', models.JSONField(help_text='Why it was refused, as problem+json')),
                ('kept_at', models.DateTimeField()),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='kept_inputs', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-kept_at', '-pk'],
                'constraints': [models.UniqueConstraint(fields=('user', 'path'), name='kept_input_one_a_page')],
            },
        ),
        migrations.CreateModel(
            name='Office',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('county_office', 'County re-election office'), ('county_reviewer', 'County joint review'), ('county_department', 'Department in the joint review'), ('township_office', 'Township re-election office'), ('village_clerk', 'Village election committee'), ('teller', 'Teller'), ('auditor', 'Auditor')], max_length=20)),
                ('scope', models.CharField(db_index=True, max_length=12)),
                ('title', models.CharField(max_length=60)),
                ('department', models.CharField(blank=True, help_text="Key of the department in the rulebook's joint review", max_length=40)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='offices', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('user', 'role', 'scope', 'department'), name='office_once'), models.CheckConstraint(condition=models.Q(('scope__regex', '^\\d{6}(\\d{3}(\\d{3})?)?$')), name='office_scope_code'), models.CheckConstraint(condition=models.Q(('role__in', ['county_office', 'county_reviewer', 'county_department', 'township_office', 'village_clerk', 'teller', 'auditor'])), name='office_role_known'), models.CheckConstraint(condition=models.Q(models.Q(('role', 'county_department'), models.Q(('department', ''), _negated=True)), models.Q(models.Q(('role', 'county_department'), _negated=True), ('department', '')), _connector='OR'), name='office_department_named')],
            },
        ),
    ]
