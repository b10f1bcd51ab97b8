import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('documents', '0001_initial')]

    initial = True

    dependencies = [
        ('accounts', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='StoredFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sha256', models.CharField(max_length=64, unique=True)),
                ('content', models.BinaryField()),
                ('size', models.PositiveIntegerField()),
                ('content_type', models.CharField(max_length=100)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
            ],
        ),
        migrations.CreateModel(
            name='Series',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place_code', models.CharField(max_length=12)),
                ('sign', models.CharField(max_length=20)),
                ('year', models.PositiveSmallIntegerField()),
                ('last_number', models.PositiveIntegerField(default=0)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('place_code', 'sign', 'year'), name='series_once')],
            },
        ),
        migrations.CreateModel(
            name='Paper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('kind', models.CharField(max_length=40)),
                ('title', models.CharField(max_length=120)),
                ('place_code', models.CharField(db_index=True, max_length=12)),
                ('place_name', models.CharField(max_length=60)),
                ('subject', models.CharField(help_text='What the paper is about: model label and key', max_length=60)),
                ('code', models.CharField(help_text='Verification code printed on the paper', max_length=8, unique=True)),
                ('pages', models.PositiveIntegerField()),
                ('training', models.BooleanField()),
                ('issued_at', models.DateTimeField()),
                ('issued_by_office', models.CharField(max_length=60)),
                ('issued_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('replaced_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaces', to='documents.paper')),
                ('series', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='documents.series')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storedfile')),
            ],
            options={
                'ordering': ['-issued_at', '-pk'],
                'indexes': [models.Index(fields=['place_code', 'kind'], name='documents_p_place_c_ec41f1_idx')],
                'constraints': [models.UniqueConstraint(fields=('series', 'number'), name='paper_number_once')],
            },
        ),
        migrations.CreateModel(
            name='Job',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(default=uuid.uuid4, help_text='Idempotency key given by who asked', unique=True)),
                ('kind', models.CharField(help_text='Name of the registered handler', max_length=40)),
                ('place_code', models.CharField(db_index=True, max_length=12)),
                ('arguments', models.JSONField(default=dict)),
                ('state', models.CharField(choices=[('waiting', 'Waiting to start'), ('running', 'Running'), ('done', 'Finished'), ('failed', 'Stopped by a fault'), ('cancelled', 'Cancelled')], default='waiting', max_length=10)),
                ('stage', models.CharField(blank=True, max_length=20)),
                ('done', models.PositiveIntegerField(default=0)),
                ('total', models.PositiveIntegerField(default=0)),
                ('result', models.JSONField(default=dict)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('asked_at', models.DateTimeField(auto_now_add=True)),
                ('started_at', models.DateTimeField(null=True)),
                ('beat_at', models.DateTimeField(help_text='Last sign of life of the worker', null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-pk'],
                'indexes': [models.Index(fields=['state', 'beat_at'], name='documents_j_state_c1038c_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'running', 'done', 'failed', 'cancelled'])), name='job_state_known')],
            },
        ),
        migrations.CreateModel(
            name='Posting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place_code', models.CharField(max_length=12)),
                ('note', models.CharField(blank=True, max_length=120)),
                ('posted_at', models.DateTimeField()),
                ('until', models.DateTimeField(blank=True, help_text='End of the publication period; none: stays', null=True)),
                ('paper', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='posting', to='documents.paper')),
            ],
            options={
                'ordering': ['-posted_at', '-pk'],
                'indexes': [models.Index(fields=['place_code', 'posted_at'], name='documents_p_place_c_61da32_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('until', None), ('until__gt', models.F('posted_at')), _connector='OR'), name='posting_ends_after_it_begins')],
            },
        ),
    ]
