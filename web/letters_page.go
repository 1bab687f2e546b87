package web

import (
	"errors"
	"net/http"
	"slices"
	"strconv"
	"time"

	"openchair/internal/keyring"
	"openchair/meeting"
)

// wishForm is the form of what an address may wish.
type wishForm struct {
	W                            *letterWords
	T                            *phrases
	Leads                        []option
	Channels                     []option // where the address is still asked for
	PushKey, MailOff             string   // there
	QuietFrom, QuietTo           string
	Overviews, Days              []option
	OverviewAt                   string
	Discretions, Languages       []option
	PlainText, MapLinks          bool
	Zone                         string
	Zones                        []string
	Meetings                     []option // Value, Word, and whether letters of it are wanted
	Action, Stop, Saved, Problem string
}

// commonZones are offered to whoever does not know their zone's name.
var commonZones = []string{
	"America/New_York", "America/Chicago", "America/Denver", "America/Phoenix", "America/Los_Angeles", "America/Anchorage", "Pacific/Honolulu",
	"America/Toronto", "America/Mexico_City", "America/Bogota", "America/Lima", "America/Santiago", "America/Argentina/Buenos_Aires", "America/Sao_Paulo",
	"Europe/London", "Europe/Dublin", "Europe/Madrid", "Europe/Paris", "Europe/Berlin", "Africa/Johannesburg", "Asia/Kolkata", "Asia/Tokyo",
	"Australia/Perth", "Australia/Sydney", "Pacific/Auckland",
}

func (s *site) wishForm(w letterWish) wishForm {
	text := s.letterWords()
	f := wishForm{W: text, T: s.text, Leads: s.leadOptions(w.Leads), QuietFrom: w.QuietFrom, QuietTo: w.QuietTo, OverviewAt: w.OverviewAt,
		PlainText: w.PlainText, MapLinks: w.MapLinks, Zone: clip(clean(w.Zone), 60), Zones: commonZones}
	for _, o := range []option{{Value: "", Word: text.NoOverview}, {Value: string(meeting.DailyOverview), Word: text.Daily}, {Value: string(meeting.WeeklyOverview), Word: text.Weekly}} {
		o.On = o.Value == w.Overview
		f.Overviews = append(f.Overviews, o)
	}
	for day := time.Sunday; day <= time.Saturday; day++ {
		f.Days = append(f.Days, option{Value: strconv.Itoa(int(day)), Word: s.words.Weekday(day), On: int(day) == w.OverviewDay})
	}
	for _, o := range []option{{Value: string(meeting.Neutral), Word: text.Neutral}, {Value: string(meeting.Full), Word: text.Full}} {
		o.On = o.Value == w.Discretion
		f.Discretions = append(f.Discretions, o)
	}
	for _, lang := range languagesOffered() {
		f.Languages = append(f.Languages, option{Value: lang, Word: s.myWords().LanguageNames[lang], On: lang == w.Language})
	}
	return f
}

// newWishForm is the form where an address is asked for.
func (s *site) newWishForm(w letterWish, channel string) wishForm {
	f := s.wishForm(w)
	f.PushKey, f.MailOff = s.PushKey, s.MailOff
	ways := []option{{Value: string(meeting.ByEmail), Word: f.W.ByEmail}, {Value: string(meeting.ByNtfy), Word: f.W.ByNtfy}}
	if s.MailOff != "" {
		ways = ways[1:]
	}
	for _, o := range ways {
		o.On = o.Value == channel
		f.Channels = append(f.Channels, o)
	}
	return f
}

// lettersPage is what one address gets, where a link in its letters leads.
type lettersPage struct {
	page
	Form wishForm
}

func (s *site) letters(w http.ResponseWriter, r *http.Request) {
	s.withToken(w, r, keyring.Manage, func(id int64) error {
		rem, err := s.running(r, id)
		if err != nil {
			return err
		}
		return s.showLetters(w, r, http.StatusOK, rem, wishOf(&rem), "")
	})
}

// running returns a reminder that gets letters.
func (s *site) running(r *http.Request, id int64) (meeting.Reminder, error) {
	rem, err := s.Store.Reminder(r.Context(), id)
	if err == nil && (rem.Confirmed.IsZero() || !rem.Ended.IsZero()) {
		err = meeting.ErrNotFound
	}
	return rem, err
}

func (s *site) showLetters(w http.ResponseWriter, r *http.Request, status int, rem meeting.Reminder, wish letterWish, wrong string) error {
	ms, err := s.Store.CalendarMeetings(r.Context(), rem.Calendar)
	if err != nil {
		return err
	}
	f := s.wishForm(wish)
	wished := meeting.Reminder{Meetings: wish.Meetings, Except: wish.Except}
	for i := range ms {
		if ms[i].Retired.IsZero() {
			c := s.row(&ms[i])
			f.Meetings = append(f.Meetings, option{Value: c.ID, Name: c.Regular, Word: c.Name, On: wished.Wants(c.ID)})
		}
	}
	path := s.to("/letters/" + r.PathValue("token"))
	f.Action, f.Stop, f.Problem = path, path+"/stop", wrong
	if r.URL.Query().Has("saved") {
		f.Saved = f.W.Saved
	}
	s.show(w, r, status, "letters", lettersPage{s.privatePage(r, f.W.Title), f})
	return nil
}

func (s *site) changeLetters(w http.ResponseWriter, r *http.Request) {
	s.withToken(w, r, keyring.Manage, func(id int64) error {
		if !s.readForm(w, r) {
			return nil
		}
		var wish letterWish
		var wrong *problem
		_, err := s.Store.EditReminder(r.Context(), id, func(rem *meeting.Reminder) error {
			wish = wishByFields(r.PostForm, wishOf(rem))
			if wrong = s.into(wish, rem); wrong != nil {
				return wrong
			}
			return nil
		})
		switch {
		case wrong != nil:
			rem, err := s.running(r, id)
			if err != nil {
				return err
			}
			return s.showLetters(w, r, wrong.Status, rem, wish, wrong.Detail)
		case err != nil:
			return err
		}
		w.Header().Set("Location", s.to("/letters/"+r.PathValue("token"))+"?saved=1")
		w.WriteHeader(http.StatusSeeOther)
		return nil
	})
}

// stopAll ends the letters from the page of an address.
func (s *site) stopAll(w http.ResponseWriter, r *http.Request) {
	s.withToken(w, r, keyring.Manage, func(id int64) error { return s.stopped(w, r, id) })
}

// stopped ends an address's letters; ending what has ended is no error. Where
// letters can't be sent none says so.
func (s *site) stopped(w http.ResponseWriter, r *http.Request, id int64) error {
	if err := s.endLetters(r, id); err != nil && !errors.Is(err, meeting.ErrNotFound) {
		return err
	}
	s.notice(w, r, http.StatusOK, s.text.Stopped)
	return nil
}

func (s *site) endLetters(r *http.Request, id int64) error {
	rem, err := s.Store.Reminder(r.Context(), id)
	if err != nil {
		return err
	}
	if byMail := rem.Channel == "" || rem.Channel == meeting.ByEmail; s.LettersOff || byMail && s.MailOff != "" {
		return s.Store.DeleteReminder(r.Context(), id)
	}
	return s.Store.EndReminder(r.Context(), id, meeting.GoodbyeLetter, s.now())
}

// askStopOne and stopOne end the letters about one meeting.
func (s *site) askStopOne(w http.ResponseWriter, r *http.Request) {
	s.withToken(w, r, keyring.About(keyring.StopOne, r.PathValue("meeting")), func(int64) error {
		s.notice(w, r, http.StatusOK, s.letterWords().AskStopOne)
		return nil
	})
}

func (s *site) stopOne(w http.ResponseWriter, r *http.Request) {
	m := r.PathValue("meeting")
	s.withToken(w, r, keyring.About(keyring.StopOne, m), func(id int64) error {
		_, err := s.Store.EditReminder(r.Context(), id, func(rem *meeting.Reminder) error {
			if rem.Wants(m) {
				rem.Except = append(slices.Clone(rem.Except), m)
			}
			return nil
		})
		if err != nil && !errors.Is(err, meeting.ErrNotFound) {
			return err
		}
		s.notice(w, r, http.StatusOK, s.letterWords().StoppedOne)
		return nil
	})
}
